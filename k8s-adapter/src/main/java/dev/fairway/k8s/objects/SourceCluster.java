package dev.fairway.k8s.objects;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster that an EndpointSlice was synced from, by its labels.
 *
 * <p>The Multi-Cluster Services API (KEP-1645) puts the label {@value #SOURCE_CLUSTER} on every
 * imported slice; its value is the name of the cluster that it came from. Cilium's operator labels
 * the slices that it syncs over a Cluster Mesh with it as well, and with {@value #MANAGED_BY} =
 * {@value #CILIUM_MESH_CONTROLLER} (pkg/k8s/utils).
 */
public final class SourceCluster {

  /** The label that names the controller of a slice. */
  public static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";

  /** The controller of the slices that a Cluster Mesh syncs. */
  public static final String CILIUM_MESH_CONTROLLER = "endpointslice-mesh-controller.cilium.io";

  /** The label that names the cluster that a slice came from. */
  public static final String SOURCE_CLUSTER = "multicluster.kubernetes.io/source-cluster";

  /** The source of a synced slice that does not name its cluster. */
  static final String UNNAMED = "unnamed";

  private SourceCluster() {}

  /** The cluster that the slice was synced from; empty where it is local. */
  static Optional<String> of(EndpointSlice slice, String localCluster) {
    Map<String, String> labels = ObjectFields.labels(slice);
    String source = ObjectFields.text(labels.get(SOURCE_CLUSTER));
    if (!source.isEmpty()) {
      return source.equals(localCluster) ? Optional.empty() : Optional.of(source.intern());
    }
    return CILIUM_MESH_CONTROLLER.equals(labels.get(MANAGED_BY))
        ? Optional.of(UNNAMED)
        : Optional.empty();
  }
}
