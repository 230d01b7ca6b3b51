package dev.fairway.k8s.objects;

import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.net.IpPrefix;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * From fabric8's model to what matters of it: the one place that reads Services, EndpointSlices,
 * Nodes and Namespaces, whether they come from files or from a watch. Pure; a broken object never
 * makes it throw. Thread-safe.
 */
public final class InformerTransform {

  private final String siteLabel;
  private final EndpointSliceTransform slices;

  /**
   * A reduction for one cluster.
   *
   * @param cluster its name, by which its own slices are told from synced ones
   * @param siteLabel the label of a Node that names its site
   */
  public InformerTransform(String cluster, String siteLabel) {
    this.siteLabel = siteLabel;
    this.slices = new EndpointSliceTransform(cluster);
  }

  /** What matters of all these objects; workloads do not. */
  public ClusterObjects all(KubernetesObjects objects) {
    return new ClusterObjects(
        objects.services().stream().map(this::service).toList(),
        objects.endpointSlices().stream().map(this::slice).toList(),
        objects.nodes().stream().map(this::node).toList(),
        objects.namespaces().stream().map(this::namespace).toList(),
        objects.pods().stream()
            .filter(InformerTransform::inHostNetwork)
            .map(pod -> ObjectFields.namespace(pod) + "/" + ObjectFields.name(pod))
            .collect(Collectors.toSet()));
  }

  /** What matters of a Service. */
  public ServiceView service(Service service) {
    return ServiceTransform.reduce(service);
  }

  /** What matters of an EndpointSlice. */
  public EndpointSliceView slice(EndpointSlice slice) {
    return slices.reduce(slice);
  }

  /** What matters of a Node. */
  public NodeView node(Node node) {
    return new NodeView(
        ObjectFields.name(node).intern(),
        Optional.ofNullable(ObjectFields.labels(node).get(siteLabel)),
        addresses(node, one -> true),
        addresses(node, InformerTransform::isDialled));
  }

  private static boolean isDialled(NodeAddress address) {
    return "InternalIP".equals(address.getType()) || "ExternalIP".equals(address.getType());
  }

  private static List<IpPrefix> addresses(Node node, Predicate<NodeAddress> which) {
    if (node.getStatus() == null) {
      return List.of();
    }
    return ObjectFields.list(node.getStatus().getAddresses()).stream()
        .filter(which)
        .flatMap(one -> IpPrefix.tryParse(ObjectFields.text(one.getAddress())).stream())
        .filter(IpPrefix::isAddress)
        .distinct()
        .sorted()
        .toList();
  }

  /** What matters of a Namespace. */
  public NamespaceView namespace(Namespace namespace) {
    return new NamespaceView(ObjectFields.name(namespace).intern(), ours(namespace));
  }

  private static boolean inHostNetwork(Pod pod) {
    return pod.getSpec() != null && Boolean.TRUE.equals(pod.getSpec().getHostNetwork());
  }

  /** The annotations that speak to Fairway, or were meant to. */
  static SortedMap<String, String> ours(HasMetadata object) {
    SortedMap<String, String> ours = new TreeMap<>(ObjectFields.annotations(object));
    ours.keySet().removeIf(key -> !IntentAnnotations.isOurs(key));
    return ours;
  }
}
