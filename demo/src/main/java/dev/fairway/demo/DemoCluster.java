package dev.fairway.demo;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.k8s.mapping.AddressCoverage;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a cluster's objects should be: what people, a scheduler and a slice controller have done to
 * them so far. What the API holds is brought in line with it by a {@link ClusterWriter}.
 * Thread-safe: a fabric asks, in the thread that writes to it, which pods live.
 */
final class DemoCluster {

  /** Its name, and its owner's. */
  static final String NAME = "demo";

  /** When everything was created of which nobody says when. */
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final String CREATED = START.toString();
  private static final String CREATED_LATER = "2026-01-02T00:00:00Z";

  private final ClusterMapper mapper =
      new ClusterMapper(ClusterSettings.of(NAME).covering(AddressCoverage.PODS));
  private final SortedMap<ServiceKey, Service> services = new TreeMap<>();
  private final List<EndpointSlice> slices = new ArrayList<>();
  private final KubernetesObjects objects;
  private final AddressAllocator addresses;
  private List<EndpointSlice> beforeTheLastWent = List.of();
  private long generation;
  private int started;

  DemoCluster(DemoManifests scenery) {
    objects = scenery.objects();
    for (Service service : objects.services()) {
      services.put(key(service), created(service));
    }
    slices.addAll(objects.endpointSlices());
    addresses = new AddressAllocator(scenery.layout().inventory(), everyAddress());
  }

  /** A Service that an API server has stored has an age. */
  private static Service created(Service service) {
    return service.getMetadata().getCreationTimestamp() == null
        ? aged(service, CREATED)
        : new ServiceBuilder(service).build();
  }

  private static Service aged(Service service, String time) {
    return new ServiceBuilder(service)
        .editMetadata()
        .withCreationTimestamp(time)
        .endMetadata()
        .build();
  }

  private List<dev.fairway.core.net.IpPrefix> everyAddress() {
    return read().services().values().stream()
        .flatMap(service -> service.endpoints().stream())
        .flatMap(behind -> behind.endpoints().stream())
        .map(Endpoint::address)
        .toList();
  }

  AddressAllocator addresses() {
    return addresses;
  }

  /** Everything, as it would be read now. */
  FleetSnapshot snapshot() {
    return FleetSnapshot.of(read());
  }

  /** All objects, as they should be now. */
  synchronized KubernetesObjects objects() {
    return withPods(objects.pods());
  }

  private KubernetesObjects withPods(List<Pod> pods) {
    List<HasMetadata> all = new ArrayList<>(services.values());
    all.addAll(slices);
    all.addAll(objects.nodes());
    all.addAll(objects.namespaces());
    all.addAll(pods);
    all.addAll(objects.deployments());
    all.addAll(objects.statefulSets());
    all.addAll(objects.daemonSets());
    return KubernetesObjects.of(all);
  }

  /** The cluster, as the operator would read it once the API holds every object: without Pods. */
  synchronized ClusterSnapshot read() {
    generation++;
    return mapper.snapshot(withPods(List.of()), generation);
  }

  /** A Service, as it would be read now. */
  synchronized ServiceState state(ServiceKey key) {
    return Optional.ofNullable(read().services().get(key)).orElseThrow();
  }

  /** The pods behind a Service that still have their address, ascending. */
  synchronized List<DemoPod> pods(ServiceKey key) {
    SortedSet<DemoPod> pods = new TreeSet<>();
    for (ServiceEndpoints behind : state(key).endpoints()) {
      for (Endpoint endpoint : behind.endpoints()) {
        if (endpoint.address() instanceof Ipv4Prefix address && endpoint.state().holdsAddress()) {
          pods.add(new DemoPod(address, name(endpoint)));
        }
      }
    }
    return List.copyOf(pods);
  }

  private static String name(Endpoint endpoint) {
    return endpoint
        .pod()
        .map(pod -> pod.substring(pod.indexOf('/') + 1))
        .orElse(endpoint.address().addressText());
  }

  /** The annotations of a Service, by key. */
  synchronized SortedMap<String, String> annotations(ServiceKey key) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(ObjectFields.annotations(service(key))));
  }

  /** Somebody gives a Service these annotations and no others. */
  synchronized void annotate(ServiceKey key, Map<String, String> annotations) {
    Service annotated =
        new ServiceBuilder(service(key))
            .editMetadata()
            .withAnnotations(annotations)
            .endMetadata()
            .build();
    services.put(key, annotated);
  }

  /** Somebody creates a Service over the same pods. It is younger, and nobody has its name. */
  synchronized ServiceKey copy(
      ServiceKey original, String suffix, Map<String, String> annotations) {
    String name = original.name() + suffix;
    ServiceKey copy = new ServiceKey(NAME, original.namespace(), name);
    if (services.containsKey(copy)) {
      return copy(original, suffix + "2", annotations);
    }
    Service service =
        new ServiceBuilder(service(original))
            .editMetadata()
            .withName(name)
            .withAnnotations(annotations)
            .endMetadata()
            .withStatus(null)
            .build();
    services.put(copy, aged(service, later(service)));
    slicesOf(original)
        .forEach(
            slice ->
                slices.add(
                    new EndpointSliceBuilder(slice)
                        .editMetadata()
                        .withName(ObjectFields.name(slice) + suffix)
                        .addToLabels(EndpointSliceView.SERVICE_NAME, name)
                        .endMetadata()
                        .build()));
    return copy;
  }

  /** A text that sorts behind that of the original, and is a time where that is one. */
  private static String later(Service original) {
    String time = original.getMetadata().getCreationTimestamp();
    return CREATED.equals(time) ? CREATED_LATER : "9999-12-31T00:00:00Z";
  }

  /** Somebody deletes a Service; its slices go with it. */
  synchronized void delete(ServiceKey key) {
    slices.removeAll(slicesOf(key));
    services.remove(key);
  }

  /** A pod comes up beside another one, at its site, behind the same Services. */
  synchronized DemoPod start(DemoPod like) {
    DemoPod fresh = fresh(like);
    slices.replaceAll(slice -> PodLife.start(slice, like, fresh));
    return fresh;
  }

  /** A pod comes up for the one that was the last to go. */
  synchronized DemoPod startAfter(DemoPod gone) {
    DemoPod fresh = fresh(gone);
    slices.clear();
    beforeTheLastWent.forEach(
        slice -> slices.add(PodLife.stop(PodLife.start(slice, gone, fresh), gone)));
    return fresh;
  }

  /** A pod that comes for one that somebody deleted; the slices are left to who writes them. */
  synchronized DemoPod comesFor(DemoPod gone) {
    return fresh(gone);
  }

  private DemoPod fresh(DemoPod like) {
    started++;
    Ipv4Prefix address = (Ipv4Prefix) addresses.beside(like.address());
    boolean named = !like.name().equals(like.toString());
    String stem = like.name().replaceFirst("-[a-z0-9]+$", "");
    return new DemoPod(address, named ? stem + "-new" + started : address.addressText());
  }

  /** A pod takes no new connections, and goes on with the ones that it has. */
  synchronized void drain(DemoPod pod) {
    slices.replaceAll(slice -> PodLife.drain(slice, pod));
  }

  /** A pod is gone. */
  synchronized void stop(DemoPod pod) {
    beforeTheLastWent = List.copyOf(slices);
    slices.replaceAll(slice -> PodLife.stop(slice, pod));
  }

  private Service service(ServiceKey key) {
    return Optional.ofNullable(services.get(key)).orElseThrow();
  }

  private List<EndpointSlice> slicesOf(ServiceKey service) {
    return slices.stream()
        .filter(
            slice ->
                key(
                        slice,
                        ObjectFields.text(
                            ObjectFields.labels(slice).get(EndpointSliceView.SERVICE_NAME)))
                    .equals(service))
        .toList();
  }

  private static ServiceKey key(Service service) {
    return key(service, ObjectFields.name(service));
  }

  private static ServiceKey key(HasMetadata object, String service) {
    return new ServiceKey(NAME, ObjectFields.namespace(object), service);
  }
}
