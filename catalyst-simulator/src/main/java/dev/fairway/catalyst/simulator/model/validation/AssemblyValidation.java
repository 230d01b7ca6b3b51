package dev.fairway.catalyst.simulator.model.validation;

import java.util.HashSet;
import java.util.Set;

/** The validation of the assembly of a centralized policy: each definition once, and its scope. */
record AssemblyValidation(ReferenceValidation references) {

  private static final Set<String> DATA_DIRECTIONS =
      Set.of("service", "tunnel", "all", "from-service", "from-tunnel");

  void check(CheckedObject policyDefinition) {
    policyDefinition.only("assembly", "settings", "regionRoleAssembly");
    if (policyDefinition.has("regionRoleAssembly")) {
      policyDefinition.objects("regionRoleAssembly");
    }
    Set<String> seen = new HashSet<>();
    for (CheckedObject item : policyDefinition.objects("assembly")) {
      item.only("definitionId", "type", "entries");
      String type = item.text("type");
      String token =
          DefinitionTypes.token(type)
              .orElseThrow(() -> item.refused("type", "is no type of definition: " + type));
      references.definition(item, "definitionId", token);
      if (!seen.add(item.text("definitionId"))) {
        throw item.refused("definitionId", "stands in the assembly twice");
      }
      entries(item, token);
    }
  }

  private void entries(CheckedObject item, String token) {
    boolean scoped = Set.of("data", "approute", "cflowd", "control").contains(token);
    if (!item.has("entries")) {
      // A client that edits a policy loses them: the item then applies nowhere.
      return;
    }
    var entries = item.objects("entries");
    if (scoped && entries.isEmpty()) {
      throw item.refused("entries", "is empty");
    }
    entries.forEach(entry -> entry(entry, token));
  }

  private void entry(CheckedObject entry, String token) {
    entry.only("direction", "siteLists", "vpnLists", "regionLists", "regionIds");
    boolean byVpn = token.equals("data") || token.equals("approute");
    if (token.equals("data")) {
      entry.oneOf("direction", DATA_DIRECTIONS);
    } else if (token.equals("control")) {
      entry.oneOf("direction", "in", "out");
    }
    if (!entry.has("regionLists") && !entry.has("regionIds")) {
      entry.texts("siteLists").forEach(id -> references.list(entry, "siteLists", id, "site"));
    }
    if (byVpn) {
      entry.texts("vpnLists").forEach(id -> references.list(entry, "vpnLists", id, "vpn"));
    }
  }
}
