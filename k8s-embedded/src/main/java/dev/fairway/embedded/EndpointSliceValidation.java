package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The validation of EndpointSlices. */
final class EndpointSliceValidation {

  private static final Set<String> TYPES = Set.of("FQDN", "IPv4", "IPv6");
  private static final Set<String> PROTOCOLS = Set.of("TCP", "UDP", "SCTP");

  private EndpointSliceValidation() {}

  static void check(ValidationErrors findings, JsonNode slice, JsonNode before) {
    JsonNode type = slice.path("addressType");
    findings.oneOf("addressType", type, TYPES);
    findings.unchanged("addressType", before.path("addressType"), type);
    ports(findings, slice.path("ports"));
    JsonNode endpoints = slice.path("endpoints");
    if (endpoints.size() > 1000) {
      findings.tooMany("endpoints", endpoints.size(), 1000);
    }
    int index = 0;
    for (JsonNode endpoint : endpoints) {
      addresses(
          findings,
          "endpoints[" + index++ + "].addresses",
          endpoint.path("addresses"),
          type.asText());
    }
  }

  private static void ports(ValidationErrors findings, JsonNode ports) {
    Set<String> names = new HashSet<>();
    if (ports.size() > 20_000) {
      findings.tooMany("ports", ports.size(), 20_000);
    }
    int index = 0;
    for (JsonNode port : ports) {
      String field = "ports[" + index++ + "]";
      String name = JsonTrees.text(port, "name");
      if (!names.add(name)) {
        findings.duplicate(field + ".name", "\"" + name + "\"");
      }
      if (!name.isEmpty()) {
        NameValidation.LABEL_1123.check(findings, field + ".name", name);
      }
      findings.oneOf(field + ".protocol", port.path("protocol"), PROTOCOLS);
    }
  }

  private static void addresses(
      ValidationErrors findings, String field, JsonNode addresses, String type) {
    if (addresses.isEmpty()) {
      findings.required(field, "must contain at least 1 address");
    }
    if (addresses.size() > 100) {
      findings.tooMany(field, addresses.size(), 100);
    }
    int index = 0;
    for (JsonNode address : addresses) {
      address(findings, field, index++, address.asText(), type);
    }
  }

  private static void address(
      ValidationErrors findings, String field, int index, String address, String type) {
    boolean v4 = IpAddressSyntax.isIpv4(address);
    boolean v6 = IpAddressSyntax.isIpv6(address);
    if ("FQDN".equals(type)) {
      NameValidation.SUBDOMAIN_1123.check(findings, field, address);
    } else if (!v4 && !v6) {
      findings.invalidText(field + "[" + index + "]", address, "must be a valid IP address");
    } else if ("IPv4".equals(type) && !v4) {
      findings.invalidText(field, address, "must be an IPv4 address");
    } else if ("IPv6".equals(type) && !v6) {
      findings.invalidText(field, address, "must be an IPv6 address");
    }
  }
}
