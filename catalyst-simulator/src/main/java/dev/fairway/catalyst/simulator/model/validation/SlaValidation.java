package dev.fairway.catalyst.simulator.model.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The validation of the SLA classes of an app-route sequence. */
record SlaValidation(ReferenceValidation references) {

  private static final List<Set<String>> EXCLUSIVE =
      List.of(
          Set.of("strict", "fallbackToBestPath"), Set.of("preferredColor", "preferredColorGroup"));

  void check(CheckedObject action, String type) {
    switch (type) {
      case "slaClass" -> slaClass(action.only("type", "parameter"));
      case "backupSlaPreferredColor" ->
          PolicyValues.colors(action.only("type", "parameter"), "parameter");
      case "cloudSaas" -> action.only("type", "parameter").emptyText("parameter");
      default -> throw action.refused("type", "is '" + type + "', which is no action");
    }
  }

  private void slaClass(CheckedObject action) {
    Set<String> seen = new HashSet<>();
    for (CheckedObject parameter : action.objects("parameter")) {
      String field = parameter.text("field");
      if (!seen.add(field)) {
        throw parameter.refused("field", "is '" + field + "', which is there already");
      }
      parameter(parameter, field);
    }
    if (EXCLUSIVE.stream().anyMatch(seen::containsAll)) {
      throw action.refused("parameter", "has fields that exclude each other");
    }
  }

  private void parameter(CheckedObject parameter, String field) {
    switch (field) {
      case "name" -> references.list(parameter.only("field", "ref"), "ref", "sla");
      case "preferredColor" -> PolicyValues.colors(parameter.only("field", "value"), "value");
      case "preferredColorGroup" ->
          references.list(
              parameter.only("field", "ref", "colorRestrict"), "ref", "preferredcolorgroup");
      case "preferredRemoteColor" ->
          PolicyValues.colors(parameter.only("field", "value", "remoteColorRestrict"), "value");
      case "strict", "fallbackToBestPath" -> parameter.only("field");
      default -> throw parameter.refused("field", "is '" + field + "', which is no parameter");
    }
  }
}
