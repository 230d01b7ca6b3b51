package dev.fairway.k8s.objects;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The views of the objects of one cluster, each object once, in any order. Immutable.
 *
 * @param services its Services
 * @param slices its EndpointSlices
 * @param nodes its Nodes
 * @param namespaces its Namespaces
 * @param podsInHostNetwork {@code namespace/name} of the Pods in their host's network, as far as
 *     known; empty where Pods were not read
 */
public record ClusterObjects(
    List<ServiceView> services,
    List<EndpointSliceView> slices,
    List<NodeView> nodes,
    List<NamespaceView> namespaces,
    Set<String> podsInHostNetwork) {

  /** Copies. */
  public ClusterObjects {
    services = List.copyOf(services);
    slices = List.copyOf(slices);
    nodes = List.copyOf(nodes);
    namespaces = List.copyOf(namespaces);
    podsInHostNetwork = Collections.unmodifiableSet(new TreeSet<>(podsInHostNetwork));
  }
}
