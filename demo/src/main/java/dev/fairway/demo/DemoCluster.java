package dev.fairway.demo;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.embedded.SimulatedPods.SimulatedPod;
import dev.fairway.k8s.mapping.AddressCoverage;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The demo's cluster, edited over its API as users, a scheduler and the EndpointSlice controller
 * would. Thread-safe: the snapshot is that after the last edit, also while a sync of another thread
 * sees the edit already.
 */
final class DemoCluster {

  /** The name of the cluster, and of the owner of its rules. */
  static final String NAME = "demo";

  private static final String CREATED = "2026-01-01T00:00:00Z";
  private static final String CREATED_LATER = "2026-01-02T00:00:00Z";
  private static final String LATE = "9999-12-31T00:00:00Z";

  private final DemoApiServer api;
  private final KubernetesClient client;
  private final DemoManifests manifests;
  private final DemoAddresses addresses;
  private final ClusterMapper mapper =
      new ClusterMapper(ClusterSettings.of(NAME).covering(AddressCoverage.PODS));
  private final Set<Integer> nodePorts;
  private ClusterSnapshot snapshot;
  private long generation;
  private int started;

  /** Stores the objects of the manifests in an empty API server. */
  DemoCluster(DemoApiServer api, DemoManifests manifests) {
    this.api = api;
    this.client = api.client();
    this.manifests = manifests;
    // Manifests often leave out the namespace that they are for.
    manifests.objects().services().forEach(service -> seed(namespaceOf(service)));
    Stream.of(
            manifests.objects().namespaces(),
            manifests.objects().nodes(),
            manifests.objects().pods(),
            manifests.objects().services(),
            manifests.objects().endpointSlices())
        .flatMap(
            kind ->
                kind.stream()
                    .sorted(
                        Comparator.comparing((HasMetadata object) -> ObjectFields.namespace(object))
                            .thenComparing(ObjectFields::name)))
        .forEach(this::seed);
    this.nodePorts =
        manifests.objects().services().stream()
            .flatMap(service -> ObjectFields.list(service.getSpec().getPorts()).stream())
            .map(ServicePort::getNodePort)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    this.snapshot = read();
    this.addresses =
        new DemoAddresses(
            manifests.fabric().inventory(),
            snapshot.services().values().stream()
                .flatMap(service -> service.endpoints().stream())
                .flatMap(behind -> behind.endpoints().stream())
                .map(Endpoint::address)
                .toList());
  }

  private static HasMetadata namespaceOf(Service service) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(ObjectFields.namespace(service))
        .endMetadata()
        .build();
  }

  private void seed(HasMetadata object) {
    HasMetadata dated = client.getKubernetesSerialization().clone(object);
    dated.getMetadata().setCreationTimestamp(created(object));
    if (object instanceof Namespaced) {
      dated.getMetadata().setNamespace(ObjectFields.namespace(object));
    }
    api.seed(dated);
  }

  /** The creation time; late where it cannot be read, so that such an object yields to others. */
  private static String created(HasMetadata object) {
    String time = ObjectFields.text(object.getMetadata().getCreationTimestamp());
    try {
      return time.isEmpty() ? CREATED : OffsetDateTime.parse(time).toInstant().toString();
    } catch (DateTimeException unreadable) {
      return LATE;
    }
  }

  private ClusterSnapshot read() {
    List<HasMetadata> objects = new ArrayList<>();
    for (Service service : client.services().inAnyNamespace().list().getItems()) {
      // The story plans the manifests: without the node ports that the API server allocated.
      ObjectFields.list(service.getSpec().getPorts()).stream()
          .filter(port -> !nodePorts.contains(port.getNodePort()))
          .forEach(port -> port.setNodePort(null));
      objects.add(service);
    }
    objects.addAll(client.discovery().v1().endpointSlices().inAnyNamespace().list().getItems());
    objects.addAll(client.nodes().list().getItems());
    objects.addAll(client.namespaces().list().getItems());
    generation++;
    return mapper.snapshot(KubernetesObjects.of(objects), generation);
  }

  DemoManifests manifests() {
    return manifests;
  }

  DemoAddresses addresses() {
    return addresses;
  }

  /** The cluster after the last edit. */
  synchronized ClusterSnapshot snapshot() {
    return snapshot;
  }

  /**
   * True where a snapshot shows the whole cluster after the last edit: the same Services with the
   * same annotations, ports and endpoints. Conditions are not compared.
   */
  boolean isShownBy(FleetSnapshot fleet) {
    return Optional.ofNullable(fleet.clusters().get(NAME))
        .filter(cluster -> cluster.completeness() == Completeness.COMPLETE)
        .filter(cluster -> declared(cluster).equals(declared(snapshot())))
        .isPresent();
  }

  private static Map<ServiceKey, List<Object>> declared(ClusterSnapshot cluster) {
    return cluster.services().values().stream()
        .collect(
            Collectors.toMap(
                ServiceState::key,
                service ->
                    List.of(
                        service.ports(),
                        ServiceEndpoints.holding(service.endpoints()),
                        service.reading().intent(),
                        service.reading().annotations())));
  }

  ServiceState state(ServiceKey service) {
    return Optional.ofNullable(snapshot().services().get(service)).orElseThrow();
  }

  /** The pods with an IPv4 address behind a Service, as long as they have it; by address. */
  List<SimulatedPod> pods(ServiceKey service) {
    return state(service).endpoints().stream()
        .flatMap(behind -> behind.endpoints().stream())
        .filter(endpoint -> endpoint.state().holdsAddress())
        .filter(endpoint -> endpoint.address().family() == IpFamily.IPV4)
        .sorted(Comparator.comparing(Endpoint::address))
        .map(endpoint -> new SimulatedPod(endpoint.address().addressText(), name(endpoint)))
        .distinct()
        .toList();
  }

  private static String name(Endpoint endpoint) {
    return endpoint
        .pod()
        .map(pod -> pod.substring(pod.indexOf('/') + 1))
        .orElse(endpoint.address().addressText());
  }

  Resource<Service> service(ServiceKey key) {
    return client.services().inNamespace(key.namespace()).withName(key.name());
  }

  /** The annotations of a Service, by key. */
  SortedMap<String, String> annotations(ServiceKey key) {
    return new TreeMap<>(ObjectFields.annotations(service(key).require()));
  }

  /** Replaces the annotations of a Service. */
  synchronized void annotate(ServiceKey key, Map<String, String> annotations) {
    service(key)
        .edit(
            service ->
                new ServiceBuilder(service)
                    .editMetadata()
                    .withAnnotations(annotations)
                    .endMetadata()
                    .build());
    snapshot = read();
  }

  /** True where the namespace of a Service has annotations of Fairway for its Services. */
  boolean namespaceDeclares(ServiceKey key) {
    HasMetadata namespace = client.namespaces().withName(key.namespace()).require();
    return !AnnotationEdits.ours(ObjectFields.annotations(namespace)).isEmpty();
  }

  /** A name with a suffix that no Service has. */
  ServiceKey freeName(ServiceKey original, String suffix) {
    ServiceKey free = new ServiceKey(NAME, original.namespace(), original.name() + suffix);
    return snapshot().services().containsKey(free) ? freeName(original, suffix + "2") : free;
  }

  /** Creates a younger Service over the same pods. */
  synchronized void copy(ServiceKey original, ServiceKey copy, Map<String, String> annotations) {
    Service manifest =
        manifests.objects().services().stream()
            .filter(service -> ObjectFields.namespace(service).equals(original.namespace()))
            .filter(service -> ObjectFields.name(service).equals(original.name()))
            .findFirst()
            .orElseThrow();
    seed(
        new ServiceBuilder(manifest)
            .editMetadata()
            .withName(copy.name())
            .withAnnotations(annotations)
            .withCreationTimestamp(created(manifest).equals(CREATED) ? CREATED_LATER : LATE)
            .endMetadata()
            .withStatus(null)
            .build());
    for (EndpointSlice slice : slices(original)) {
      seed(
          new EndpointSliceBuilder(slice)
              .editMetadata()
              .withName(ObjectFields.name(slice) + copy.name().substring(original.name().length()))
              .addToLabels(EndpointSliceView.SERVICE_NAME, copy.name())
              .endMetadata()
              .build());
    }
    snapshot = read();
  }

  /** Deletes a Service and its EndpointSlices. */
  synchronized void delete(ServiceKey key) {
    slices(key).forEach(slice -> client.resource(slice).delete());
    service(key).delete();
    snapshot = read();
  }

  private List<EndpointSlice> slices(ServiceKey service) {
    return client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(service.namespace())
        .withLabel(EndpointSliceView.SERVICE_NAME, service.name())
        .list()
        .getItems();
  }

  /** A pod that is not started yet, of the workload and at the site of another one. */
  SimulatedPod nextTo(SimulatedPod pod) {
    started++;
    String address = addresses.next(pod.address());
    String stem = pod.name().replaceFirst("-[a-z0-9]+$", "");
    boolean named = !pod.name().equals(pod.address());
    return new SimulatedPod(address, named ? stem + "-new" + started : address);
  }

  /** Starts a pod behind the same Services as another one, which may be the last that stopped. */
  synchronized void start(SimulatedPod pod, SimulatedPod like) {
    api.pods().start(pod, like);
    snapshot = read();
  }

  /** Lets a pod drain. */
  synchronized void drain(SimulatedPod pod) {
    api.pods().drain(pod);
    snapshot = read();
  }

  /** Stops a pod. */
  synchronized void stop(SimulatedPod pod) {
    api.pods().stop(pod);
    snapshot = read();
  }
}
