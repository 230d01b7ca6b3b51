package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * Gives Services their cluster addresses, out of 10.96.0.0/16, and their node ports, out of 30000
 * to 32767: always the lowest that no Service has. Used in the store's turn.
 */
final class ServiceAddresses {

  private static final int FIRST_PORT = 30_000;

  private final ObjectStore store;

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
    Set<String> own = new TreeSet<>();
    for (JsonNode port : Trees.at(service, "spec", "ports")) {
      if (port instanceof ObjectNode one && one.path("nodePort").asInt() == 0) {
        int had = nodePort(before, one);
        if (had > 0 && own.add(String.valueOf(had))) {
          one.put("nodePort", had);
        } else {
          String free = free(taken, own, next -> String.valueOf(FIRST_PORT + next));
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
    return free(
        taken("clusterIP"),
        Set.of(),
        next -> "10.96.%d.%d".formatted((next + 10) / 256, (next + 10) % 256));
  }

  private static String free(Set<String> taken, Set<String> own, IntFunction<String> candidate) {
    int next = 0;
    while (taken.contains(candidate.apply(next)) || own.contains(candidate.apply(next))) {
      next++;
    }
    return candidate.apply(next);
  }

  /** What the Services have in a field of theirs, or of their ports. */
  private Set<String> taken(String field) {
    Set<String> taken = new TreeSet<>();
    for (ObjectNode service : store.list("services", "")) {
      JsonNode spec = service.path("spec");
      taken.add(Trees.text(spec, field));
      spec.path("ports").forEach(port -> taken.add(Trees.text(port, field)));
    }
    return taken;
  }
}
