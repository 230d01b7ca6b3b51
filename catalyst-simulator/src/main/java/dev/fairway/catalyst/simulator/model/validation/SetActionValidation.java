package dev.fairway.catalyst.simulator.model.validation;

import dev.fairway.core.net.IpFamily;
import java.util.Set;

/** The validation of the set action of an accepting data sequence. */
record SetActionValidation(ReferenceValidation references) {

  private static final Set<String> SERVICES =
      Set.of("FW", "IDP", "IDS", "netsvc1", "netsvc2", "netsvc3", "netsvc4", "netsvc5", "appqoe");

  void check(CheckedObject action, Set<String> seen) {
    var parameters = action.objects("parameter");
    if (parameters.isEmpty()) {
      throw action.refused("parameter", "is empty");
    }
    for (CheckedObject parameter : parameters) {
      String field = parameter.text("field");
      if (!seen.add(field)) {
        throw parameter.refused("field", "is '" + field + "', which is there already");
      }
      parameter(parameter, field);
    }
    if ((seen.contains("tloc") || seen.contains("tlocList")) && !seen.contains("vpn")) {
      throw action.refused("parameter", "sets a TLOC without a vpn");
    }
  }

  private void parameter(CheckedObject parameter, String field) {
    switch (field) {
      case "preferredColorGroup" -> colorGroup(parameter.only("field", "ref", "colorRestrict"));
      case "tlocList" -> references.list(parameter.only("field", "ref"), "ref", "tloc");
      case "policer" -> references.list(parameter.only("field", "ref"), "ref", "policer");
      default -> value(parameter.only("field", "value"), field);
    }
  }

  private void colorGroup(CheckedObject parameter) {
    references.list(parameter, "ref", "preferredcolorgroup");
    if (parameter.has("colorRestrict") && !parameter.raw("colorRestrict").isBoolean()) {
      throw parameter.refused("colorRestrict", "is not true or false");
    }
  }

  private static void value(CheckedObject parameter, String field) {
    switch (field) {
      case "localTlocList" -> localTlocs(parameter.object("value"));
      case "dscp" -> PolicyValues.number(parameter, "value", 0, 63);
      case "vpn" -> PolicyValues.number(parameter, "value", 0, PolicyValues.MAX_VPN);
      case "forwardingClass" -> PolicyValues.matching(parameter, "value", "[A-Za-z0-9_-]{1,32}");
      case "nextHop" -> PolicyValues.address(parameter, "value", IpFamily.IPV4);
      case "nextHopIpv6" -> PolicyValues.address(parameter, "value", IpFamily.IPV6);
      case "nextHopLoose" -> parameter.oneOf("value", "true", "false");
      case "tloc" -> tloc(parameter.object("value"));
      case "preferredRemoteColor" ->
          PolicyValues.colors(
              parameter.object("value").only("color", "remoteColorRestrict"), "color");
      case "service" ->
          parameter
              .object("value")
              .only("type", "vpn", "tloc", "tlocList", "local", "restrict")
              .oneOf("type", SERVICES);
      case "serviceChain" ->
          PolicyValues.matching(
              parameter
                  .object("value")
                  .only("type", "vpn", "tloc", "tlocList", "local", "restrict"),
              "type",
              "SC([1-9]|1[0-6])");
      default -> throw parameter.refused("field", "is '" + field + "', which cannot be set");
    }
  }

  private static void localTlocs(CheckedObject value) {
    value.only("color", "encap", "restrict");
    PolicyValues.colors(value, "color");
    value.oneOf("encap", PolicyValues.ENCAPSULATIONS);
    value.emptyText("restrict");
  }

  private static void tloc(CheckedObject value) {
    value.only("ip", "color", "encap");
    PolicyValues.address(value, "ip", IpFamily.IPV4);
    PolicyValues.color(value, "color");
    value.oneOf("encap", PolicyValues.ENCAPSULATIONS);
  }
}
