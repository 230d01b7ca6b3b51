package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The pods behind EndpointSlices, which start, drain and stop as under a scheduler and the
 * EndpointSlice controller of a cluster. A pod is in every slice that has an endpoint with its
 * address. Thread-safe.
 */
public final class SimulatedPods {

  private static final String SLICES = "endpointslices";
  private static final String PODS = "pods";

  private final ObjectStore store;
  private final ObjectWriteHandler writes;
  private final Map<String, List<ObjectNode>> stopped = new LinkedHashMap<>();

  /**
   * One pod.
   *
   * @param address its address
   * @param name its name; the address where the EndpointSlice names no pod
   */
  public record SimulatedPod(String address, String name) {}

  SimulatedPods(ObjectStore store, ObjectWriteHandler writes) {
    this.store = store;
    this.writes = writes;
  }

  /** Starts a pod behind the same Services as another one, which may be the last that stopped. */
  public void start(SimulatedPod pod, SimulatedPod like) {
    store.inTurn(
        () -> {
          for (ObjectNode slice : store.list(SLICES, "")) {
            List<ObjectNode> models = at(slice, like);
            models.addAll(stopped.getOrDefault(path(slice), List.of()));
            List<ObjectNode> endpoints = endpoints(slice);
            models.stream()
                .filter(model -> isAt(model, like))
                .forEach(model -> endpoints.add(twin(model, pod)));
            put(slice, endpoints);
          }
        });
  }

  /** Lets a pod drain: it takes no new connections and keeps those that it has. */
  public void drain(SimulatedPod pod) {
    editEach(
        pod,
        endpoint -> {
          endpoint
              .putObject("conditions")
              .put("ready", false)
              .put("serving", true)
              .put("terminating", true);
          return Optional.of(endpoint);
        });
  }

  /** Stops a pod. */
  public void stop(SimulatedPod pod) {
    store.inTurn(
        () -> {
          stopped.clear();
          store.list(SLICES, "").forEach(slice -> stopped.put(path(slice), at(slice, pod)));
          editEach(pod, endpoint -> Optional.empty());
        });
  }

  /**
   * Creates the Pods that EndpointSlices name and that do not exist, and from now on replaces each
   * Pod that a client deletes.
   *
   * @param replacement the pod that replaces another one
   */
  public void keepPods(UnaryOperator<SimulatedPod> replacement) {
    store.inTurn(
        () -> {
          Map<String, ObjectNode> created = new TreeMap<>();
          store.list(SLICES, "").forEach(slice -> addPods(slice, created));
          created.values().forEach(writes::seed);
          writes.onPodDeleted(pod -> replace(pod, replacement));
        });
  }

  private void addPods(ObjectNode slice, Map<String, ObjectNode> created) {
    String namespace = JsonTrees.namespace(slice);
    for (JsonNode endpoint : slice.path("endpoints")) {
      String name = podName(endpoint);
      String path = ObjectStore.path(namespace, name);
      if (!name.isEmpty() && store.find(PODS, path).isEmpty()) {
        String address = endpoint.path("addresses").path(0).asText();
        ObjectNode pod =
            created.computeIfAbsent(path, none -> pod(namespace, new SimulatedPod(address, name)));
        JsonTrees.takeOver(JsonTrees.child(pod, "spec"), "nodeName", endpoint);
        JsonTrees.child(JsonTrees.metadata(pod), "labels").setAll(selector(slice));
      }
    }
  }

  private static String podName(JsonNode endpoint) {
    boolean isPod = "Pod".equals(JsonTrees.text(endpoint, "targetRef", "kind"));
    return isPod ? JsonTrees.text(endpoint, "targetRef", "name") : "";
  }

  private static ObjectNode pod(String namespace, SimulatedPod simulated) {
    ObjectNode pod = JsonTrees.object().put("kind", "Pod").put("apiVersion", "v1");
    JsonTrees.metadata(pod).put("name", simulated.name()).put("namespace", namespace);
    ObjectNode status = JsonTrees.child(pod, "status");
    status.put("phase", "Running").put("podIP", simulated.address());
    status.putArray("podIPs").addObject().put("ip", simulated.address());
    JsonTrees.child(pod, "spec")
        .putArray("containers")
        .addObject()
        .put("name", "simulated")
        .put("image", "simulated");
    return pod;
  }

  /** The labels by which the Service of an EndpointSlice selects its pods. */
  private ObjectNode selector(ObjectNode slice) {
    String service = JsonTrees.text(slice, "metadata", "labels", "kubernetes.io/service-name");
    return store
        .find("services", ObjectStore.path(JsonTrees.namespace(slice), service))
        .map(found -> JsonTrees.at(found, "spec", "selector"))
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .orElseGet(JsonTrees::object);
  }

  private void replace(ObjectNode deleted, UnaryOperator<SimulatedPod> replacement) {
    String namespace = JsonTrees.namespace(deleted);
    if (isTerminating(namespace)) {
      return;
    }
    store.list(SLICES, namespace).stream()
        .flatMap(slice -> endpoints(slice).stream())
        .filter(endpoint -> podName(endpoint).equals(JsonTrees.name(deleted)))
        .findFirst()
        .map(endpoint -> endpoint.path("addresses").path(0).asText())
        .ifPresent(
            address -> {
              SimulatedPod old = new SimulatedPod(address, JsonTrees.name(deleted));
              SimulatedPod fresh = replacement.apply(old);
              ObjectNode pod = pod(namespace, fresh);
              pod.set("spec", deleted.path("spec").deepCopy());
              JsonTrees.takeOver(JsonTrees.metadata(pod), "labels", JsonTrees.metadata(deleted));
              writes.seed(pod);
              editEach(old, endpoint -> Optional.of(twin(endpoint, fresh)));
            });
  }

  private boolean isTerminating(String namespace) {
    return store
        .find("namespaces", ObjectStore.path("", namespace))
        .filter(found -> !JsonTrees.text(found, "metadata", "deletionTimestamp").isEmpty())
        .isPresent();
  }

  private static List<ObjectNode> at(ObjectNode slice, SimulatedPod pod) {
    return new ArrayList<>(
        endpoints(slice).stream().filter(endpoint -> isAt(endpoint, pod)).toList());
  }

  private static List<ObjectNode> endpoints(ObjectNode slice) {
    List<ObjectNode> endpoints = new ArrayList<>();
    slice.path("endpoints").forEach(endpoint -> endpoints.add(endpoint.deepCopy()));
    return endpoints;
  }

  private static boolean isAt(JsonNode endpoint, SimulatedPod pod) {
    for (JsonNode address : endpoint.path("addresses")) {
      if (address.asText().equals(pod.address())) {
        return true;
      }
    }
    return false;
  }

  private static ObjectNode twin(ObjectNode endpoint, SimulatedPod pod) {
    ObjectNode twin = endpoint.deepCopy();
    twin.putArray("addresses").add(pod.address());
    twin.putObject("conditions").put("ready", true);
    if (twin.path("targetRef") instanceof ObjectNode reference) {
      reference.put("name", pod.name()).remove("uid");
    }
    return twin;
  }

  /** Changes the endpoints of a pod in every slice; an empty result removes one. */
  private void editEach(SimulatedPod pod, Function<ObjectNode, Optional<ObjectNode>> change) {
    store.inTurn(
        () -> {
          for (ObjectNode slice : store.list(SLICES, "")) {
            List<ObjectNode> changed = new ArrayList<>();
            for (ObjectNode endpoint : endpoints(slice)) {
              Optional.of(endpoint)
                  .flatMap(found -> isAt(found, pod) ? change.apply(found) : Optional.of(found))
                  .ifPresent(changed::add);
            }
            put(slice, changed);
          }
        });
  }

  /** Stores a slice with these endpoints, if it has others. */
  private void put(ObjectNode slice, List<ObjectNode> endpoints) {
    if (!endpoints.equals(endpoints(slice))) {
      ObjectNode changed = slice.deepCopy();
      changed.putArray("endpoints").addAll(endpoints);
      ObjectNode metadata = JsonTrees.metadata(changed);
      metadata.put("generation", metadata.path("generation").asLong() + 1);
      store.put(SLICES, path(slice), changed);
    }
  }

  private static String path(ObjectNode slice) {
    return ObjectStore.path(JsonTrees.namespace(slice), JsonTrees.name(slice));
  }
}
