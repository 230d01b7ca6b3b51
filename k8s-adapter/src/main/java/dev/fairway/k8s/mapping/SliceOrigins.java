package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.EndpointSliceView.EndpointView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The origins of EndpointSlices: local, or synced from another cluster. The controller that wrote a
 * slice decides first, the cluster that the slice names as its source second.
 *
 * <p>Two controllers write slices of local endpoints only, whatever cluster their labels name: that
 * of Kubernetes copies the labels of the Service, and Cilium's for the Multi-Cluster Services API
 * writes the mesh's own name of this cluster. Others write slices of other clusters only.
 */
final class SliceOrigins {

  /** The controller of the slices that Cilium syncs over a Cluster Mesh. */
  static final String CILIUM_MESH = "endpointslice-mesh-controller.cilium.io";

  /** Cilium's controller of the copies of local slices for a derived Service. */
  static final String CILIUM_LOCAL_COPIES = "endpointslice-local-mcsapi-controller.cilium.io";

  /** The source of a synced slice that does not name its cluster. */
  static final String UNNAMED_CLUSTER = "unnamed";

  private static final Set<String> LOCAL_CONTROLLERS =
      Set.of("endpointslice-controller.k8s.io", CILIUM_LOCAL_COPIES);
  private static final Set<String> SYNCING_CONTROLLERS =
      Set.of(CILIUM_MESH, "endpointslice-dispatch-controller.karmada.io");

  private final ClusterSettings settings;
  private final NodeIndex nodes;

  SliceOrigins(ClusterSettings settings, NodeIndex nodes) {
    this.settings = settings;
    this.nodes = nodes;
  }

  /** The cluster that the slice was synced from; empty where it is local. */
  Optional<String> of(EndpointSliceView slice) {
    if (LOCAL_CONTROLLERS.contains(slice.managedBy())) {
      return Optional.empty();
    }
    if (SYNCING_CONTROLLERS.contains(slice.managedBy())) {
      return slice.sourceCluster().or(() -> Optional.of(UNNAMED_CLUSTER));
    }
    return slice.sourceCluster().filter(cluster -> !settings.isMeshName(cluster));
  }

  /** The notices about the synced slices of one Service, each kind once. */
  List<Diagnostic> diagnostics(Subject service, List<EndpointSliceView> slices) {
    Set<String> withSharedPorts = new TreeSet<>();
    SortedMap<String, String> withLocalNodes = new TreeMap<>();
    for (EndpointSliceView slice : slices) {
      Optional<String> origin = of(slice);
      if (origin.isPresent() && slice.managedBy().equals(CILIUM_MESH)) {
        if (!slice.endpoints().isEmpty()) {
          withSharedPorts.add(origin.get());
        }
      } else if (origin.isPresent() && settings.meshName().isEmpty()) {
        localNode(slice).ifPresent(node -> withLocalNodes.putIfAbsent(origin.get(), node));
      }
    }
    List<Diagnostic> notices = new ArrayList<>();
    if (!withSharedPorts.isEmpty()) {
      notices.add(sharedPorts(service, String.join(", ", withSharedPorts)));
    }
    withLocalNodes.forEach((cluster, node) -> notices.add(localNodes(service, cluster, node)));
    return notices;
  }

  /** The first Node of this cluster that the slice names. */
  private Optional<String> localNode(EndpointSliceView slice) {
    return slice.endpoints().stream()
        .map(EndpointView::nodeName)
        .flatMap(name -> nodes.known(name).stream())
        .min(String::compareTo);
  }

  private static Diagnostic sharedPorts(Subject service, String clusters) {
    return Diagnostic.info(
        DiagnosticCode.SYNCED_ENDPOINTS,
        service,
        EndpointSliceView.MANAGED_BY,
        clusters,
        "endpoints synced from "
            + clusters
            + " have one number for each port in their slices: where pods there listen on"
            + " different numbers under one port name, some rules have a number that is not the"
            + " pod's");
  }

  private static Diagnostic localNodes(Subject service, String cluster, String node) {
    return Diagnostic.warning(
        DiagnosticCode.SYNCED_ENDPOINTS,
        service,
        EndpointSliceView.SOURCE_CLUSTER,
        cluster,
        "its slices name '"
            + cluster
            + "' as their source, and '"
            + node
            + "', which is a node of this cluster; if '"
            + cluster
            + "' is what a mesh calls this cluster, set cluster.meshName to it; until then these"
            + " endpoints count as another cluster's");
  }
}
