package dev.fairway.k8s.objects;

import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.net.IpPrefix;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The transform of informers, as client-go's {@code TransformFunc}: fabric8's model of Services,
 * EndpointSlices, Nodes and Namespaces to the views that a mapping depends on, for objects from
 * files as well as from a watch. Pure; a malformed object never makes it throw. Thread-safe.
 */
public final class InformerTransform {

  /** The phases in which all containers of a Pod have stopped for good. */
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private final String siteLabel;
  private final ServiceTransform services;

  /**
   * A transform for one cluster.
   *
   * @param cluster its name, which the keys of its Services begin with
   * @param siteLabel the label of a Node that names its site
   */
  public InformerTransform(String cluster, String siteLabel) {
    this.siteLabel = siteLabel;
    this.services = new ServiceTransform(cluster);
  }

  /** The views of all objects; workloads have none. */
  public ClusterObjects all(KubernetesObjects objects) {
    return new ClusterObjects(
        objects.services().stream().map(this::service).toList(),
        objects.endpointSlices().stream().map(this::slice).toList(),
        objects.nodes().stream().map(this::node).toList(),
        objects.namespaces().stream().map(this::namespace).toList(),
        objects.pods().stream()
            .map(InformerTransform::pod)
            .filter(PodView::inHostNetwork)
            .map(pod -> pod.namespace() + "/" + pod.name())
            .collect(Collectors.toSet()));
  }

  /** The view of a Service. */
  public ServiceView service(Service service) {
    return services.transform(service);
  }

  /** The view of an EndpointSlice. */
  public EndpointSliceView slice(EndpointSlice slice) {
    return EndpointSliceTransform.transform(slice);
  }

  /** The view of a Node. */
  public NodeView node(Node node) {
    return new NodeView(
        ObjectFields.name(node).intern(),
        Optional.ofNullable(ObjectFields.labels(node).get(siteLabel)),
        addresses(node, address -> true),
        addresses(node, InformerTransform::isNodePortAddress));
  }

  private static boolean isNodePortAddress(NodeAddress address) {
    return "InternalIP".equals(address.getType()) || "ExternalIP".equals(address.getType());
  }

  private static List<IpPrefix> addresses(Node node, Predicate<NodeAddress> which) {
    if (node.getStatus() == null) {
      return List.of();
    }
    return ObjectFields.list(node.getStatus().getAddresses()).stream()
        .filter(which)
        .flatMap(address -> IpPrefix.tryParse(ObjectFields.text(address.getAddress())).stream())
        .filter(IpPrefix::isAddress)
        .distinct()
        .sorted()
        .toList();
  }

  /** The view of a Namespace. */
  public NamespaceView namespace(Namespace namespace) {
    return new NamespaceView(
        ObjectFields.name(namespace).intern(),
        fairwayAnnotations(namespace),
        misplacedLabels(namespace));
  }

  /** The view of a Pod. */
  public static PodView pod(Pod pod) {
    List<IpPrefix> addresses = pod.getStatus() == null ? List.of() : addresses(pod.getStatus());
    return new PodView(
        ObjectFields.namespace(pod),
        ObjectFields.name(pod),
        pod.getMetadata() == null ? "" : ObjectFields.text(pod.getMetadata().getUid()),
        new TreeMap<>(ObjectFields.labels(pod)),
        pod.getSpec() != null && Boolean.TRUE.equals(pod.getSpec().getHostNetwork()),
        pod.getStatus() != null && ENDED.contains(ObjectFields.text(pod.getStatus().getPhase())),
        addresses.stream().findFirst(),
        addresses);
  }

  private static List<IpPrefix> addresses(PodStatus status) {
    return Stream.concat(
            Stream.of(ObjectFields.text(status.getPodIP())),
            ObjectFields.list(status.getPodIPs()).stream()
                .map(address -> ObjectFields.text(address.getIp())))
        .flatMap(text -> IpPrefix.tryParse(text).stream())
        .filter(IpPrefix::isAddress)
        .toList();
  }

  /** The annotations of Fairway, and those with a key that is nearly one of Fairway's. */
  static SortedMap<String, String> fairwayAnnotations(HasMetadata object) {
    SortedMap<String, String> annotations = new TreeMap<>(ObjectFields.annotations(object));
    annotations.keySet().removeIf(key -> !IntentAnnotations.isWorthKeeping(key));
    return annotations;
  }

  /** The keys of the labels that would be annotations of Fairway. */
  static Set<String> misplacedLabels(HasMetadata object) {
    return ObjectFields.labels(object).keySet().stream()
        .filter(IntentAnnotations::isMisplacedLabel)
        .collect(Collectors.toUnmodifiableSet());
  }
}
