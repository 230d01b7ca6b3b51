package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/**
 * The allocator of the cluster IP addresses of Services, out of 10.96.0.0/16, and of their node
 * ports, out of 30000 to 32767: always the next in turn that no Service has. Used in the store's
 * turn.
 */
final class ServiceIpAllocator {

  private static final String SERVICES = "services";
  private static final int FIRST_PORT = 30_000;

  private static final int ADDRESSES = 65_000;
  private static final int PORTS = 2_768;

  private final ObjectStore store;
  private int addressTurn;
  private int portTurn;

  ServiceIpAllocator(ObjectStore store) {
    this.store = store;
  }

  /** Fills in what a Service leaves open; what it had before it keeps. */
  void assign(ObjectNode service, JsonNode before) {
    ObjectNode spec = JsonTrees.child(service, "spec");
    String type = JsonTrees.text(spec, "type");
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
    if (JsonTrees.text(spec, "clusterIP").isEmpty()) {
      String had = JsonTrees.text(before, "clusterIP");
      spec.put("clusterIP", had.isEmpty() ? freeAddress() : had);
    }
    String address = JsonTrees.text(spec, "clusterIP");
    if (!JsonTrees.text(before, "clusterIP").equals(address) || !spec.has("clusterIPs")) {
      spec.set("clusterIPs", JsonTrees.array().add(address));
    }
    String family = address.contains(":") ? "IPv6" : "IPv4";
    JsonTrees.preset(spec, "ipFamilies", JsonTrees.array().add(family));
    JsonTrees.preset(spec, "ipFamilyPolicy", "SingleStack");
  }

  private void nodePorts(ObjectNode service, JsonNode before) {
    Set<String> own = new HashSet<>();
    for (JsonNode port : JsonTrees.at(service, "spec", "ports")) {
      if (port instanceof ObjectNode one && one.path("nodePort").asInt() == 0) {
        int had = nodePort(before, one);
        if (had > 0 && own.add(String.valueOf(had))) {
          one.put("nodePort", had);
        } else {
          String free = freePort(own);
          own.add(free);
          one.put("nodePort", Integer.parseInt(free));
        }
      }
    }
  }

  private static int nodePort(JsonNode before, ObjectNode port) {
    for (JsonNode there : JsonTrees.at(before, "spec", "ports")) {
      if (there.path("port").equals(port.path("port"))
          && there.path("protocol").equals(port.path("protocol"))) {
        return there.path("nodePort").asInt();
      }
    }
    return 0;
  }

  private String freeAddress() {
    for (int tries = 0; tries < ADDRESSES; tries++) {
      int next = 10 + addressTurn++ % ADDRESSES;
      String address = "10.96." + next / 256 + "." + next % 256;
      if (!isAddressTaken(address)) {
        return address;
      }
    }
    throw ApiStatusException.of(500, "InternalError", "no cluster address is left");
  }

  private String freePort(Set<String> own) {
    for (int tries = 0; tries < PORTS; tries++) {
      String port = String.valueOf(FIRST_PORT + portTurn++ % PORTS);
      if (!own.contains(port) && !isPortTaken(port)) {
        return port;
      }
    }
    throw ApiStatusException.of(500, "InternalError", "no node port is left");
  }

  private boolean isAddressTaken(String address) {
    return store.list(SERVICES, "").stream()
        .anyMatch(service -> JsonTrees.text(service, "spec", "clusterIP").equals(address));
  }

  private boolean isPortTaken(String number) {
    for (ObjectNode service : store.list(SERVICES, "")) {
      for (JsonNode port : JsonTrees.at(service, "spec", "ports")) {
        if (JsonTrees.text(port, "nodePort").equals(number)) {
          return true;
        }
      }
    }
    return false;
  }
}
