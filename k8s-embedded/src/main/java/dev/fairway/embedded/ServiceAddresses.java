package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Gives Services their cluster addresses, out of 10.96.0.0/16, and their node ports, out of 30000
 * to 32767: always the next in turn that no Service has. Used in the store's turn.
 */
final class ServiceAddresses {

  private static final int FIRST_PORT = 30_000;

  private static final int ADDRESSES = 65_000;
  private static final int PORTS = 2_768;

  private final ObjectStore store;
  private int addressTurn;
  private int portTurn;

  ServiceAddresses(ObjectStore store) {
    this.store = store;
  }

  /** Fills in what a Service leaves open; what it had before it keeps. */
  void assign(ObjectNode service, JsonNode before) {
    ObjectNode spec = Trees.child(service, "spec");
    String type = Trees.text(spec, "type");
    if ("ExternalName".equals(type)) {
      for (String field : new String[] {"clusterIP", "clusterIPs", "ipFamilies"}) {
        spec.remove(field);
      }
      return;
    }
    clusterIp(spec, before.path("spec"));
    if ("NodePort".equals(type) || "LoadBalancer".equals(type)) {
      nodePorts(service, before);
    }
  }

  private void clusterIp(ObjectNode spec, JsonNode before) {
    if (Trees.text(spec, "clusterIP").isEmpty()) {
      String had = Trees.text(before, "clusterIP");
      spec.put("clusterIP", had.isEmpty() ? freeAddress() : had);
    }
    String address = Trees.text(spec, "clusterIP");
    if (!Trees.text(before, "clusterIP").equals(address) || !spec.has("clusterIPs")) {
      spec.set("clusterIPs", Trees.array().add(address));
    }
    String family = address.contains(":") ? "IPv6" : "IPv4";
    Trees.preset(spec, "ipFamilies", Trees.array().add(family));
    Trees.preset(spec, "ipFamilyPolicy", "SingleStack");
  }

  private void nodePorts(ObjectNode service, JsonNode before) {
    Set<String> taken = taken("nodePort");
    Set<String> own = new HashSet<>();
    for (JsonNode port : Trees.at(service, "spec", "ports")) {
      if (port instanceof ObjectNode one && one.path("nodePort").asInt() == 0) {
        int had = nodePort(before, one);
        if (had > 0 && own.add(String.valueOf(had))) {
          one.put("nodePort", had);
        } else {
          String free = freePort(taken, own);
          own.add(free);
          one.put("nodePort", Integer.parseInt(free));
        }
      }
    }
  }

  private static int nodePort(JsonNode before, ObjectNode port) {
    for (JsonNode there : Trees.at(before, "spec", "ports")) {
      if (there.path("port").equals(port.path("port"))
          && there.path("protocol").equals(port.path("protocol"))) {
        return there.path("nodePort").asInt();
      }
    }
    return 0;
  }

  private String freeAddress() {
    Set<String> taken = taken("clusterIP");
    for (int tries = 0; tries < ADDRESSES; tries++) {
      int next = 10 + addressTurn++ % ADDRESSES;
      String address = "10.96." + next / 256 + "." + next % 256;
      if (!taken.contains(address)) {
        return address;
      }
    }
    throw ApiFailure.of(500, "InternalError", "no cluster address is left");
  }

  private String freePort(Set<String> taken, Set<String> own) {
    for (int tries = 0; tries < PORTS; tries++) {
      String port = String.valueOf(FIRST_PORT + portTurn++ % PORTS);
      if (!taken.contains(port) && !own.contains(port)) {
        return port;
      }
    }
    throw ApiFailure.of(500, "InternalError", "no node port is left");
  }

  /** What the Services have in a field of theirs, or of their ports. */
  private Set<String> taken(String field) {
    Set<String> taken = new HashSet<>();
    for (ObjectNode service : store.list("services", "")) {
      JsonNode spec = service.path("spec");
      taken.add(Trees.text(spec, field));
      spec.path("ports").forEach(port -> taken.add(Trees.text(port, field)));
    }
    return taken;
  }
}
