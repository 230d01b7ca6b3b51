package dev.fairway.demo;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.embedded.SimulatedPods;
import dev.fairway.embedded.SimulatedPods.SimulatedPod;
import dev.fairway.k8s.mapping.AddressCoverage;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.ObjectFields;
import dev.fairway.k8s.objects.StoredCondition;
import dev.fairway.runtime.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.HttpURLConnection;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The demo's cluster: a Kubernetes API server in this process, edited over its API as users, a
 * scheduler and the EndpointSlice controller would. Thread-safe: the snapshot is that after the
 * last edit, also while a sync of another thread sees the edit already.
 */
final class DemoCluster implements AutoCloseable {

  /** The name of the cluster, and of the owner of its rules. */
  static final String NAME = "demo";

  private static final String CREATED = "2026-01-01T00:00:00Z";
  private static final String CREATED_LATER = "2026-01-02T00:00:00Z";
  private static final String LATE = "9999-12-31T00:00:00Z";

  final EmbeddedKubernetes api = EmbeddedKubernetes.start();
  final DemoManifests manifests;
  final DemoAddresses addresses;

  /** The client of users and of the cluster's other controllers. */
  final KubernetesClient client;

  private final KubernetesSerialization serialization = new KubernetesSerialization();
  private final ClusterMapper mapper =
      new ClusterMapper(ClusterSettings.of(NAME).covering(AddressCoverage.PODS));
  private ClusterSnapshot snapshot;
  private long generation;
  private int started;

  /** Starts an API server that holds the objects of the manifests. */
  DemoCluster(DemoManifests manifests) {
    this.manifests = manifests;
    this.client = newClient();
    KubernetesObjects objects = manifests.objects();
    // Manifests often leave out the namespace that they are for.
    for (Service service : objects.services()) {
      String name = ObjectFields.namespace(service);
      seed(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build());
    }
    Stream.of(
            objects.namespaces(),
            objects.nodes(),
            objects.pods(),
            objects.services(),
            objects.endpointSlices())
        .flatMap(List::stream)
        .forEach(this::seed);
    this.snapshot = read();
    this.addresses =
        new DemoAddresses(
            manifests.fabric().inventory(),
            snapshot.services().values().stream().flatMap(DemoCluster::endpoints));
  }

  /** A further client; the caller closes it. */
  KubernetesClient newClient() {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(api.url().toString())
            .withOnlyHttpWatches(true)
            .build();
    // One serialization for all clients: each learns the whole model of Kubernetes.
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(serialization)
        .build();
  }

  private void seed(HasMetadata object) {
    HasMetadata dated = serialization.clone(object);
    dated.getMetadata().setCreationTimestamp(created(object));
    if (object instanceof Namespaced) {
      dated.getMetadata().setNamespace(ObjectFields.namespace(object));
    }
    api.seed(serialization.asJson(dated));
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
    List<Service> services = client.services().inAnyNamespace().list().getItems();
    // The story plans the manifests: without the node ports that the API server allocated.
    Set<Integer> own = new HashSet<>();
    ports(manifests.objects().services()).forEach(port -> own.add(port.getNodePort()));
    ports(services)
        .filter(port -> !own.contains(port.getNodePort()))
        .forEach(port -> port.setNodePort(null));
    List<HasMetadata> objects = new ArrayList<>(services);
    objects.addAll(client.discovery().v1().endpointSlices().inAnyNamespace().list().getItems());
    objects.addAll(client.nodes().list().getItems());
    objects.addAll(client.namespaces().list().getItems());
    generation++;
    return mapper.snapshot(KubernetesObjects.of(objects), generation);
  }

  private static Stream<ServicePort> ports(Collection<Service> services) {
    return services.stream()
        .flatMap(service -> ObjectFields.list(service.getSpec().getPorts()).stream());
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

  private static List<List<Object>> declared(ClusterSnapshot cluster) {
    return cluster.services().values().stream()
        .map(
            service ->
                List.<Object>of(
                    service.key(),
                    service.ports(),
                    service.endpoints().stream().map(DemoCluster::unproven).toList(),
                    service.reading().intent(),
                    service.reading().annotations()))
        .toList();
  }

  /** The endpoints as the EndpointSlices alone tell them: which pods there are is read later. */
  private static ServiceEndpoints unproven(ServiceEndpoints endpoints) {
    return new ServiceEndpoints(
        endpoints.portName(),
        endpoints.protocol(),
        endpoints.port(),
        endpoints.endpoints().stream().map(endpoint -> endpoint.withProven(false)).toList());
  }

  ServiceState state(ServiceKey service) {
    return Optional.ofNullable(snapshot().services().get(service)).orElseThrow();
  }

  /** The pods with an IPv4 address behind a Service, as long as they have it; by address. */
  List<SimulatedPod> pods(ServiceKey service) {
    return endpoints(state(service))
        .filter(DemoAddresses::isReachable)
        .sorted(Comparator.comparing(Endpoint::address))
        .map(
            endpoint -> {
              String address = endpoint.address().addressText();
              String pod = endpoint.pod().orElse(address);
              return new SimulatedPod(address, pod.substring(pod.indexOf('/') + 1));
            })
        .distinct()
        .toList();
  }

  static Stream<Endpoint> endpoints(ServiceState service) {
    return service.endpoints().stream().flatMap(behind -> behind.endpoints().stream());
  }

  Resource<Service> service(ServiceKey key) {
    return client.services().inNamespace(key.namespace()).withName(key.name());
  }

  /** The annotations of a Service, by key. */
  SortedMap<String, String> annotations(ServiceKey key) {
    return new TreeMap<>(ObjectFields.annotations(service(key).require()));
  }

  /** Fairway's conditions of a Service as the API server holds them, accepted first. */
  static List<Condition> conditions(Service service) {
    return Stream.ofNullable(service.getStatus())
        .flatMap(status -> ObjectFields.list(status.getConditions()).stream())
        .filter(stored -> stored.getType().startsWith(StoredCondition.TYPE_PREFIX))
        .map(
            stored ->
                new Condition(
                    stored.getType(),
                    Condition.Status.valueOf(stored.getStatus().toUpperCase(Locale.ROOT)),
                    stored.getReason(),
                    ObjectFields.text(stored.getMessage())))
        .sorted(Comparator.comparing(Condition::type))
        .toList();
  }

  /** Creates the Pods behind the EndpointSlices; one that a client deletes is replaced. */
  void keepPods() {
    api.pods().keepPods(this::nextTo);
  }

  /** Starts, drains or stops pods, or changes objects. */
  synchronized void edit(Consumer<SimulatedPods> edit) {
    edit.accept(api.pods());
    snapshot = read();
  }

  /** Replaces the annotations of a Service. */
  void annotate(ServiceKey key, Map<String, String> annotations) {
    UnaryOperator<Service> change =
        service -> {
          service.getMetadata().setAnnotations(annotations);
          return service;
        };
    edit(
        pods -> {
          while (!isTaken(key, change)) {
            // The operator has written the Service's status meanwhile: it is read again.
          }
        });
  }

  /** False where another client changed the Service between its read and its write. */
  private boolean isTaken(ServiceKey key, UnaryOperator<Service> change) {
    try {
      service(key).edit(change);
      return true;
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw refused;
      }
      return false;
    }
  }

  /** True where the namespace of a Service has annotations of Fairway for its Services. */
  boolean namespaceDeclares(ServiceKey key) {
    HasMetadata namespace = client.namespaces().withName(key.namespace()).require();
    return ObjectFields.annotations(namespace).keySet().stream()
        .anyMatch(IntentAnnotations::isOurs);
  }

  /** A name with a suffix that no Service has. */
  ServiceKey freeName(ServiceKey original, String suffix) {
    ServiceKey free = new ServiceKey(NAME, original.namespace(), original.name() + suffix);
    return snapshot().services().containsKey(free) ? freeName(original, suffix + "2") : free;
  }

  /** Creates a younger Service over the same pods. */
  void copy(ServiceKey original, ServiceKey copy, Map<String, String> annotations) {
    Service manifest =
        manifests.objects().services().stream()
            .filter(service -> ObjectFields.namespace(service).equals(original.namespace()))
            .filter(service -> ObjectFields.name(service).equals(original.name()))
            .findFirst()
            .orElseThrow();
    Service younger =
        new ServiceBuilder(manifest)
            .editMetadata()
            .withName(copy.name())
            .withAnnotations(annotations)
            .withCreationTimestamp(created(manifest).equals(CREATED) ? CREATED_LATER : LATE)
            .endMetadata()
            .withStatus(null)
            .build();
    edit(
        pods -> {
          seed(younger);
          for (EndpointSlice slice : slices(original)) {
            slice.getMetadata().setName(copy.name() + "-" + ObjectFields.name(slice));
            slice.getMetadata().getLabels().put(EndpointSliceView.SERVICE_NAME, copy.name());
            seed(slice);
          }
        });
  }

  /** Deletes a Service and its EndpointSlices. */
  void delete(ServiceKey key) {
    edit(
        pods -> {
          slices(key).forEach(slice -> client.resource(slice).delete());
          service(key).delete();
        });
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

  @Override
  public void close() {
    client.close();
    api.close();
  }
}
