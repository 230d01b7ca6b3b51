package dev.fairway.catalyst.simulator.model.validation;

import java.util.Map;
import java.util.Optional;

/** The types of definitions that a centralized policy may hold. */
final class DefinitionTypes {

  /** The {@code type} in a body, by path token. */
  static final Map<String, String> TYPES =
      Map.of(
          "data", "data",
          "approute", "appRoute",
          "cflowd", "cflowd",
          "control", "control",
          "vpnmembershipgroup", "vpnMembershipGroup",
          "mesh", "mesh",
          "hubandspoke", "hubAndSpoke");

  private DefinitionTypes() {}

  /** The path token of a type as an assembly names it, in either spelling. */
  static Optional<String> token(String type) {
    return TYPES.keySet().stream().filter(type::equalsIgnoreCase).findFirst();
  }
}
