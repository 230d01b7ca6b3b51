package dev.fairway.catalyst.simulator.model.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The validation of sequences of a data or app-route definition, and of its default action. */
record SequenceValidation(ReferenceValidation references, Kind kind) {

  /** Which of the two. */
  enum Kind {
    DATA,
    APP_ROUTE
  }

  private static final int MAX_SEQUENCE_ID = 65_534;
  private static final int MAX_APP_LISTS = 32;

  void check(CheckedObject definition) {
    defaultAction(definition);
    Set<Integer> ids = new HashSet<>();
    Set<String> appLists = new HashSet<>();
    for (CheckedObject sequence : definition.objects("sequences")) {
      sequence(sequence, ids);
      sequence.object("match").objects("entries").stream()
          .filter(entry -> entry.raw("field").asText().equals("appList"))
          .forEach(entry -> appLists.add(entry.text("ref")));
    }
    if (appLists.size() > MAX_APP_LISTS) {
      throw definition.refused("sequences", "refer to " + appLists.size() + " lists of apps");
    }
  }

  private void defaultAction(CheckedObject definition) {
    if (kind == Kind.DATA) {
      definition.object("defaultAction").only("type").oneOf("type", "accept", "drop");
    } else if (definition.has("defaultAction")) {
      CheckedObject action = definition.object("defaultAction").only("type", "ref");
      action.oneOf("type", "slaClass");
      references.list(action, "ref", "sla");
    }
  }

  private void sequence(CheckedObject sequence, Set<Integer> ids) {
    sequence.only(
        "sequenceId",
        "sequenceName",
        "baseAction",
        "sequenceType",
        "sequenceIpType",
        "match",
        "actions");
    sequenceId(sequence, ids);
    sequence.text("sequenceName");
    if (sequence.has("sequenceIpType")) {
      sequence.oneOf("sequenceIpType", "ipv4", "ipv6", "all");
    }
    boolean accepts = accepts(sequence);
    new MatchValidation(references, kind, ipType(sequence)).check(sequence.object("match"));
    List<CheckedObject> actions = sequence.objects("actions");
    new ActionValidation(references, kind).check(sequence, actions, accepts);
  }

  private static String ipType(CheckedObject sequence) {
    return sequence.has("sequenceIpType") ? sequence.text("sequenceIpType") : "ipv4";
  }

  private static void sequenceId(CheckedObject sequence, Set<Integer> ids) {
    JsonNode id = sequence.raw("sequenceId");
    if (!id.isInt() || id.intValue() < 1 || id.intValue() > MAX_SEQUENCE_ID) {
      throw sequence.refused("sequenceId", "is not a whole number from 1 to " + MAX_SEQUENCE_ID);
    }
    if (!ids.add(id.intValue())) {
      throw sequence.refused("sequenceId", "is there twice: " + id);
    }
  }

  private boolean accepts(CheckedObject sequence) {
    if (kind == Kind.APP_ROUTE) {
      sequence.oneOf("sequenceType", "appRoute");
      if (sequence.has("baseAction")) {
        throw sequence.refused("baseAction", "is not of this type");
      }
      return true;
    }
    sequence.oneOf(
        "sequenceType",
        "data",
        "trafficEngineering",
        "qos",
        "serviceChaining",
        "applicationFirewall");
    return sequence.oneOf("baseAction", "accept", "drop").equals("accept");
  }
}
