package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The validation of Services. */
final class ServiceValidation {

  private static final Set<String> PROTOCOLS = Set.of("TCP", "UDP", "SCTP");
  private static final Set<String> TYPES =
      Set.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");

  private final ValidationErrors findings;
  private final JsonNode spec;

  private ServiceValidation(ValidationErrors findings, JsonNode spec) {
    this.findings = findings;
    this.spec = spec;
  }

  static void check(ValidationErrors findings, JsonNode service, JsonNode before) {
    ServiceValidation rules = new ServiceValidation(findings, service.path("spec"));
    rules.kind();
    rules.ports();
    rules.clusterIp(before.path("spec"));
    rules.status(service.path("status"));
  }

  private void kind() {
    findings.oneOf("spec.type", spec.path("type"), TYPES);
    if (is("ExternalName") && JsonTrees.text(spec, "externalName").isEmpty()) {
      findings.required("spec.externalName", "");
    }
    findings.oneOf(
        "spec.sessionAffinity", spec.path("sessionAffinity"), Set.of("ClientIP", "None"));
    JsonNode selector = spec.path("selector");
    for (String key : JsonTrees.fields(selector)) {
      NameValidation.LABEL_VALUE.check(findings, "spec.selector", selector.path(key).asText());
    }
  }

  private boolean is(String type) {
    return type.equals(JsonTrees.text(spec, "type"));
  }

  private void ports() {
    JsonNode ports = spec.path("ports");
    boolean headless = "None".equals(JsonTrees.text(spec, "clusterIP"));
    if (ports.isEmpty() && !is("ExternalName") && !headless) {
      findings.required("spec.ports", "");
    }
    Set<String> names = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    int index = 0;
    for (JsonNode port : ports) {
      String field = "spec.ports[" + index++ + "]";
      name(field, JsonTrees.text(port, "name"), ports.size() > 1, names);
      port(field, port);
      String number = port.path("port") + "/" + JsonTrees.text(port, "protocol");
      if (!numbers.add(number)) {
        findings.duplicate(field, port.toString());
      }
    }
  }

  private void name(String field, String name, boolean needed, Set<String> names) {
    if (name.isEmpty()) {
      if (needed) {
        findings.required(field + ".name", "");
      }
      return;
    }
    NameValidation.LABEL_1123.check(findings, field + ".name", name);
    if (!names.add(name)) {
      findings.duplicate(field + ".name", "\"" + name + "\"");
    }
  }

  private void port(String field, JsonNode port) {
    findings.port(field + ".port", port.path("port").isMissingNode() ? zero() : port.path("port"));
    findings.oneOf(field + ".protocol", port.path("protocol"), PROTOCOLS);
    JsonNode target = port.path("targetPort");
    if (target.isNumber()) {
      findings.port(field + ".targetPort", target);
    } else if (JsonTrees.present(target)) {
      NameValidation.LABEL_1123.check(findings, field + ".targetPort", target.asText());
    }
    nodePort(field + ".nodePort", port.path("nodePort"));
  }

  private void nodePort(String field, JsonNode nodePort) {
    int number = nodePort.asInt();
    if (number == 0) {
      return;
    }
    if (!is("NodePort") && !is("LoadBalancer")) {
      findings.forbidden(
          field, "may not be used when `type` is '" + JsonTrees.text(spec, "type") + "'");
    } else if (number < 30_000 || number > 32_767) {
      findings.invalid(
          field,
          nodePort.toString(),
          "provided port is not in the valid range. The range of valid" + " ports is 30000-32767");
    }
  }

  private static JsonNode zero() {
    return com.fasterxml.jackson.databind.node.IntNode.valueOf(0);
  }

  private void clusterIp(JsonNode before) {
    String address = JsonTrees.text(spec, "clusterIP");
    String had = JsonTrees.text(before, "clusterIP");
    if (address.isEmpty() || is("ExternalName")) {
      return;
    }
    if (!had.isEmpty() && !had.equals(address)) {
      findings.invalid("spec.clusterIPs[0]", "[\"" + address + "\"]", "may not change once set");
    }
    if (!"None".equals(address)
        && !IpAddressSyntax.isIpv4(address)
        && !IpAddressSyntax.isIpv6(address)) {
      findings.invalidText("spec.clusterIPs[0]", address, "must be a valid IP address");
    }
  }

  private void status(JsonNode status) {
    if (!status.path("loadBalancer").path("ingress").isEmpty() && !is("LoadBalancer")) {
      findings.forbidden(
          "status.loadBalancer.ingress", "may only be used when `spec.type` is 'LoadBalancer'");
    }
  }
}
