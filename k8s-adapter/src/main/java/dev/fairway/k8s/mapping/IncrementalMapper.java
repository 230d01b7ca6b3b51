package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.k8s.objects.ClusterObjects;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.NamespaceView;
import dev.fairway.k8s.objects.NodeView;
import dev.fairway.k8s.objects.ServiceSpecView;
import dev.fairway.k8s.objects.ServiceView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A {@link ClusterMapper} with a cache: a Service for which nothing changed keeps its state, the
 * same instance, so that a snapshot after one change costs one mapping beside a look at every
 * object. The snapshots equal those of a mapper without a cache. Thread-safe; one snapshot is made
 * at a time.
 */
public final class IncrementalMapper {

  /** The inputs and results of the last mapping; the Nodes by name. */
  private record Cache(
      List<NodeView> nodes,
      Set<String> podsInHostNetwork,
      NodeIndex nodeIndex,
      Map<ServiceKey, MappedService> services) {

    /** The state of the same inputs last time. */
    private Optional<ServiceState> state(ServiceMapper.Inputs inputs) {
      return Optional.ofNullable(services.get(inputs.key()))
          .filter(mapped -> mapped.inputs.equals(inputs))
          .map(MappedService::state);
    }
  }

  private record MappedService(ServiceMapper.Inputs inputs, ServiceState state) {}

  /** The Service through which pods reach the API server; its slices list where that is. */
  private static final String API_SERVER_NAMESPACE = "default";

  private static final String API_SERVER = "kubernetes";

  private final ClusterSettings settings;
  private final LastGoodSource lastGood;
  private final boolean believesReferences;
  private Cache cache;
  private long generation;

  /**
   * A mapper for a running cluster with these settings. No endpoint is known to be an own pod's: a
   * list of pods proves that, by {@link PodEvidence}.
   */
  public IncrementalMapper(ClusterSettings settings, LastGoodSource lastGood) {
    this(settings, lastGood, false);
  }

  /**
   * A mapper for a cluster with these settings.
   *
   * @param believesReferences true where a slice's {@code targetRef} shows that an address is an
   *     own pod's, as in files
   */
  IncrementalMapper(ClusterSettings settings, LastGoodSource lastGood, boolean believesReferences) {
    this.settings = settings;
    this.lastGood = lastGood;
    this.believesReferences = believesReferences;
    this.cache = new Cache(List.of(), Set.of(), new NodeIndex(settings, List.of()), Map.of());
  }

  /** The snapshot of these objects, each object once; of the next generation. */
  public synchronized ClusterSnapshot snapshot(ClusterObjects objects, Completeness completeness) {
    generation++;
    return snapshot(objects, generation, completeness);
  }

  synchronized ClusterSnapshot snapshot(
      ClusterObjects objects, long generation, Completeness completeness) {
    Cache known = cacheFor(objects);
    ServiceMapper mapper =
        new ServiceMapper(
            settings, known.nodeIndex(), objects.podsInHostNetwork(), believesReferences);
    List<Diagnostic> diagnostics = new ArrayList<>(known.nodeIndex().diagnostics());
    Map<ServiceKey, MappedService> mapped = new HashMap<>();
    SortedMap<ServiceKey, ServiceState> states = new TreeMap<>();
    Map<ServiceKey, List<EndpointSliceView>> slices = byService(objects.slices());
    for (ServiceMapper.Inputs inputs : inputs(objects, slices, diagnostics)) {
      ServiceState state = known.state(inputs).orElseGet(() -> mapper.map(inputs));
      mapped.put(inputs.key(), new MappedService(inputs, state));
      states.put(inputs.key(), state);
    }
    cache = new Cache(known.nodes, known.podsInHostNetwork, known.nodeIndex, mapped);
    return new ClusterSnapshot(
        settings.name(),
        settings.owner(),
        generation,
        completeness,
        settings.networks(),
        settings.defaultSite(),
        settings.datapath(),
        states,
        diagnostics.stream().distinct().sorted().toList(),
        protectedAddresses(slices));
  }

  /**
   * The addresses of the API server, and those of the settings. A cluster without its API server
   * could not be mended from inside, so they are protected whether its Service asks or not.
   */
  private List<IpPrefix> protectedAddresses(Map<ServiceKey, List<EndpointSliceView>> slices) {
    ServiceKey apiServer = new ServiceKey(settings.name(), API_SERVER_NAMESPACE, API_SERVER);
    return Stream.concat(
            settings.protectedAddresses().stream(),
            slices.getOrDefault(apiServer, List.of()).stream()
                .flatMap(slice -> slice.endpoints().stream())
                .map(EndpointSliceView.EndpointView::address))
        .toList();
  }

  /** The cache while Nodes and Pods are the same; else one without Services. */
  private Cache cacheFor(ClusterObjects objects) {
    List<NodeView> nodes =
        objects.nodes().stream().sorted(Comparator.comparing(NodeView::name)).toList();
    return nodes.equals(cache.nodes) && objects.podsInHostNetwork().equals(cache.podsInHostNetwork)
        ? cache
        : new Cache(nodes, objects.podsInHostNetwork(), new NodeIndex(settings, nodes), Map.of());
  }

  private List<ServiceMapper.Inputs> inputs(
      ClusterObjects objects,
      Map<ServiceKey, List<EndpointSliceView>> slices,
      List<Diagnostic> diagnostics) {
    Map<String, SortedMap<String, String>> defaults = new HashMap<>();
    for (NamespaceView namespace : objects.namespaces()) {
      defaults.put(namespace.name(), namespace.annotations());
      diagnostics.addAll(
          IntentAnnotations.checkLabels(
              settings.name(),
              namespace.name(),
              namespace.misplacedLabels(),
              namespace.annotations()));
      if (!namespace.annotations().isEmpty()) {
        diagnostics.addAll(
            IntentAnnotations.checkNamespace(
                settings.name(), namespace.name(), namespace.annotations()));
      }
    }
    List<ServiceMapper.Inputs> inputs = new ArrayList<>();
    for (ServiceView service : objects.services()) {
      ServiceSpecView spec = service.spec();
      if (spec.name().isEmpty()) {
        diagnostics.add(nameless(spec));
        continue;
      }
      inputs.add(
          new ServiceMapper.Inputs(
              service.status().key(),
              spec,
              slices.getOrDefault(service.status().key(), List.of()),
              defaults.getOrDefault(spec.namespace(), Collections.emptySortedMap()),
              lastGood.of(service.status())));
    }
    return inputs;
  }

  private Map<ServiceKey, List<EndpointSliceView>> byService(List<EndpointSliceView> slices) {
    Map<ServiceKey, List<EndpointSliceView>> byService = new HashMap<>();
    for (EndpointSliceView slice : slices) {
      if (!slice.service().isEmpty()) {
        ServiceKey key = new ServiceKey(settings.name(), slice.namespace(), slice.service());
        byService.computeIfAbsent(key, absent -> new ArrayList<>()).add(slice);
      }
    }
    return byService;
  }

  private Diagnostic nameless(ServiceSpecView service) {
    return Diagnostic.error(
        DiagnosticCode.MALFORMED_OBJECT,
        new Subject(Subject.Kind.CLUSTER, settings.name()),
        "metadata.name",
        "",
        "a Service in namespace " + service.namespace() + " has no name; it is left out");
  }
}
