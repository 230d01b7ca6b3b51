package dev.fairway.catalyst.simulator.model.validation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /** Path tokens of types that are no part of a centralized policy. */
  static final Set<String> OTHERS =
      Set.of(
          "qosmap",
          "rewriterule",
          "acl",
          "aclv6",
          "deviceaccesspolicy",
          "deviceaccesspolicyv6",
          "vedgeroute",
          "zonebasedfw",
          "intrusionprevention",
          "urlfiltering",
          "advancedMalwareProtection",
          "dnssecurity",
          "ssldecryption",
          "fxoport",
          "fxsport",
          "fxsdidport",
          "dialpeer",
          "srstphoneprofile");

  private DefinitionTypes() {}

  /** The path token of a type as an assembly names it, in either spelling. */
  static Optional<String> token(String type) {
    return TYPES.keySet().stream().filter(type::equalsIgnoreCase).findFirst();
  }
}
