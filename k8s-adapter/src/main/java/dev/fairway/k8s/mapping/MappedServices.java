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
 * What a mapping was made from and came to, for the next one to take over what did not change.
 *
 * @param nodes the Nodes, by name
 * @param podsInHostNetwork the Pods in their host's network
 * @param directory what the Nodes came to
 * @param services what each Service was made from and came to
 */
record MappedServices(
    List<NodeView> nodes,
    Set<String> podsInHostNetwork,
    NodeIndex directory,
    Map<ServiceKey, MappedService> services) {

  /**
   * One Service.
   *
   * @param inputs what it was made from
   * @param state what it came to
   */
  record MappedService(ServiceInputs inputs, ServiceState state) {}

  /** Nothing yet. */
  static MappedServices none(ClusterSettings settings) {
    return new MappedServices(List.of(), Set.of(), new NodeIndex(settings, List.of()), Map.of());
  }

  /** This with what depends on the Nodes and Pods, where these are still the same; else none. */
  MappedServices over(ClusterSettings settings, List<NodeView> now, Set<String> pods) {
    List<NodeView> inOrder = now.stream().sorted(Comparator.comparing(NodeView::name)).toList();
    return inOrder.equals(nodes) && pods.equals(podsInHostNetwork)
        ? this
        : new MappedServices(inOrder, pods, new NodeIndex(settings, inOrder), Map.of());
  }

  /** The state that these inputs came to last time. */
  Optional<ServiceState> state(ServiceKey key, ServiceInputs inputs) {
    return Optional.ofNullable(services.get(key))
        .filter(mapped -> mapped.inputs().equals(inputs))
        .map(MappedService::state);
  }

  MappedServices with(Map<ServiceKey, MappedService> mapped) {
    return new MappedServices(nodes, podsInHostNetwork, directory, mapped);
  }
}
