package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.k8s.objects.KubernetesObjects;
import dev.fairway.k8s.objects.Parts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All objects of a cluster to its {@link ClusterSnapshot}. Pure: the same objects in any order give
 * an equal snapshot, and a broken object never changes what another becomes. Thread-safe.
 */
public final class ClusterMapper {

  /** The label of a slice that names its Service. */
  public static final String SERVICE_NAME = "kubernetes.io/service-name";

  private final ClusterSettings settings;

  /** A mapper for a cluster with these settings. */
  public ClusterMapper(ClusterSettings settings) {
    this.settings = settings;
  }

  /**
   * The snapshot of a cluster that was read whole: {@link Completeness#COMPLETE}.
   *
   * @param objects each object once
   * @param generation of the snapshot
   */
  public ClusterSnapshot snapshot(KubernetesObjects objects, long generation) {
    return snapshot(objects, generation, Completeness.COMPLETE);
  }

  /**
   * The snapshot of a cluster. O(n log n) in objects and addresses.
   *
   * @param objects each object once
   * @param generation of the snapshot
   * @param completeness whether the objects are all there are
   */
  public ClusterSnapshot snapshot(
      KubernetesObjects objects, long generation, Completeness completeness) {
    NodeDirectory nodes = new NodeDirectory(settings, objects.nodes());
    List<Diagnostic> diagnostics = new ArrayList<>(nodes.diagnostics());
    diagnostics.addAll(checkNamespaces(objects.namespaces()));
    SortedMap<ServiceKey, ServiceState> services =
        services(
            objects,
            new ServiceMapper(settings, nodes, new PodDirectory(objects.pods())),
            diagnostics);
    return new ClusterSnapshot(
        settings.name(),
        settings.owner(),
        generation,
        completeness,
        settings.networks(),
        settings.defaultSite(),
        settings.datapath(),
        services,
        diagnostics.stream().distinct().sorted().toList());
  }

  private SortedMap<ServiceKey, ServiceState> services(
      KubernetesObjects objects, ServiceMapper mapper, List<Diagnostic> diagnostics) {
    Map<ServiceKey, List<EndpointSlice>> slices = byService(objects.endpointSlices());
    Map<String, Map<String, String>> defaults = annotations(objects.namespaces());
    SortedMap<ServiceKey, ServiceState> services = new TreeMap<>();
    for (Service service : objects.services()) {
      if (Parts.name(service).isEmpty()) {
        diagnostics.add(nameless(service));
        continue;
      }
      ServiceKey key = key(service, Parts.name(service));
      services.put(
          key,
          mapper.map(
              service,
              slices.getOrDefault(key, List.of()),
              defaults.getOrDefault(key.namespace(), Map.of())));
    }
    return services;
  }

  private Map<ServiceKey, List<EndpointSlice>> byService(Collection<EndpointSlice> slices) {
    Map<ServiceKey, List<EndpointSlice>> byService = new HashMap<>();
    for (EndpointSlice slice : slices) {
      String service = Parts.labels(slice).get(SERVICE_NAME);
      if (service != null) {
        byService.computeIfAbsent(key(slice, service), absent -> new ArrayList<>()).add(slice);
      }
    }
    return byService;
  }

  private ServiceKey key(HasMetadata object, String service) {
    return new ServiceKey(settings.name(), Parts.namespace(object), service);
  }

  private static Map<String, Map<String, String>> annotations(Collection<Namespace> namespaces) {
    Map<String, Map<String, String>> annotations = new HashMap<>();
    namespaces.forEach(one -> annotations.put(Parts.name(one), Parts.annotations(one)));
    return annotations;
  }

  private List<Diagnostic> checkNamespaces(Collection<Namespace> namespaces) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Namespace namespace : namespaces) {
      Map<String, String> annotations = Parts.annotations(namespace);
      if (annotations.keySet().stream().anyMatch(ClusterMapper::isOurs)) {
        diagnostics.addAll(
            IntentAnnotations.checkNamespace(settings.name(), Parts.name(namespace), annotations));
      }
    }
    return diagnostics;
  }

  private static boolean isOurs(String key) {
    return key.startsWith(IntentAnnotations.PREFIX) || key.equals(IntentAnnotations.ALIAS);
  }

  private Diagnostic nameless(Service service) {
    return Diagnostic.error(
        DiagnosticCode.MALFORMED_OBJECT,
        new Subject(Subject.Kind.CLUSTER, settings.name()),
        "metadata.name",
        "",
        "a Service in namespace " + Parts.namespace(service) + " has no name; it is left out");
  }
}
