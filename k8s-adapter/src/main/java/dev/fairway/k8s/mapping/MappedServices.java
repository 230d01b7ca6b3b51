package dev.fairway.k8s.mapping;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.k8s.objects.NodeView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The cache of an {@link IncrementalMapper}: the inputs and results of the last mapping.
 *
 * @param nodes the Nodes, by name
 * @param podsInHostNetwork the Pods in their host's network
 * @param nodeIndex the index of the Nodes
 * @param services the inputs and state of each Service
 */
record MappedServices(
    List<NodeView> nodes,
    Set<String> podsInHostNetwork,
    NodeIndex nodeIndex,
    Map<ServiceKey, MappedService> services) {

  /**
   * One Service.
   *
   * @param inputs what it was mapped from
   * @param state the result
   */
  record MappedService(ServiceInputs inputs, ServiceState state) {}

  /** An empty cache. */
  static MappedServices none(ClusterSettings settings) {
    return new MappedServices(List.of(), Set.of(), new NodeIndex(settings, List.of()), Map.of());
  }

  /** This cache while Nodes and Pods are the same; else one without Services. */
  MappedServices over(ClusterSettings settings, List<NodeView> now, Set<String> pods) {
    List<NodeView> inOrder = now.stream().sorted(Comparator.comparing(NodeView::name)).toList();
    return inOrder.equals(nodes) && pods.equals(podsInHostNetwork)
        ? this
        : new MappedServices(inOrder, pods, new NodeIndex(settings, inOrder), Map.of());
  }

  /** The state of the same inputs last time. */
  Optional<ServiceState> state(ServiceInputs inputs) {
    return Optional.ofNullable(services.get(inputs.key()))
        .filter(mapped -> mapped.inputs().equals(inputs))
        .map(MappedService::state);
  }

  MappedServices with(Map<ServiceKey, MappedService> mapped) {
    return new MappedServices(nodes, podsInHostNetwork, nodeIndex, mapped);
  }
}
