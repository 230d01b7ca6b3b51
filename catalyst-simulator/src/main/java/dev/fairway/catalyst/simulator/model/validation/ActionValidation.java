package dev.fairway.catalyst.simulator.model.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The validation of the actions of a sequence: one of each type. */
record ActionValidation(ReferenceValidation references, SequenceValidation.Kind kind) {

  private static final Set<String> WITH_DROP = Set.of("count", "log");
  private static final Set<String> LOSS = Set.of("fecAdaptive", "fecAlways", "packetDuplication");
  private static final List<Set<String>> EXCLUSIVE =
      List.of(
          Set.of("sig", "nat"),
          Set.of("sig", "nextHop"),
          Set.of("sig", "serviceChain"),
          Set.of("nat", "nextHop"),
          Set.of("nat", "serviceChain"),
          Set.of("tloc", "tlocList"),
          Set.of("localTlocList", "preferredColorGroup"));

  void check(CheckedObject sequence, List<CheckedObject> actions, boolean accepts) {
    Set<String> seen = new HashSet<>();
    for (CheckedObject action : actions) {
      String type = action.text("type");
      if (!seen.add(type)) {
        throw action.refused("type", "is '" + type + "', which is there already");
      }
      if (!accepts && !WITH_DROP.contains(type)) {
        throw action.refused("type", "is '" + type + "' where the base action is drop");
      }
      action(action, type, seen);
    }
    for (Set<String> exclusive : EXCLUSIVE) {
      if (seen.containsAll(exclusive)) {
        throw sequence.refused(
            "actions", "exclude each other: " + String.join(", ", sorted(exclusive)));
      }
    }
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }

  private void action(CheckedObject action, String type, Set<String> seen) {
    switch (type) {
      case "count" ->
          PolicyValues.matching(
              action.only("type", "parameter"), "parameter", "[A-Za-z0-9_-]{1,20}");
      case "log" -> action.only("type", "parameter").emptyText("parameter");
      default -> {
        if (kind == SequenceValidation.Kind.DATA) {
          data(action, type, seen);
        } else {
          new SlaValidation(references).check(action, type);
        }
      }
    }
  }

  private void data(CheckedObject action, String type, Set<String> seen) {
    switch (type) {
      case "set" ->
          new SetActionValidation(references).check(action.only("type", "parameter"), seen);
      case "cflowd", "sig", "fallbackToRouting", "tcpOptimization", "dreOptimization" ->
          action.only("type", "parameter").emptyText("parameter");
      case "serviceNodeGroup" ->
          PolicyValues.matching(
              action.only("type", "parameter"), "parameter", "SNG-APPQOE([1-9]|[12][0-9]|3[01])?");
      case "lossProtect", "lossProtectFec", "lossProtectPktDup" ->
          action.only("type", "parameter", "value").oneOf("parameter", LOSS);
      case "nat", "redirectDns" -> requireParameter(action.only("type", "parameter"));
      default -> throw action.refused("type", "is '" + type + "', which is no action");
    }
  }

  private static void requireParameter(CheckedObject action) {
    if (!action.raw("parameter").isContainerNode() || action.raw("parameter").isEmpty()) {
      throw action.refused("parameter", "is neither an object nor an array with something in it");
    }
  }
}
