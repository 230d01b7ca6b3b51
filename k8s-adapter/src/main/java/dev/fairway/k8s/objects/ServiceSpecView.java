package dev.fairway.k8s.objects;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parts of a Service that its mapping depends on, without what Fairway itself writes on it:
 * Services with equal views mean the same. Immutable.
 *
 * @param namespace its namespace
 * @param name its name; empty where it has none
 * @param createdAt when it was created; {@link Instant#MAX} where that is not known
 * @param annotations those of Fairway, valid or not, and those with nearly such a key
 * @param misplacedLabels the keys of its labels that would be annotations of Fairway
 * @param spec absent where it has none
 * @param balancerIps the addresses of its load balancer, as written
 * @param balancerHostnames the names of its load balancer where it has no address there
 */
public record ServiceSpecView(
    String namespace,
    String name,
    Instant createdAt,
    SortedMap<String, String> annotations,
    Set<String> misplacedLabels,
    Optional<Spec> spec,
    List<String> balancerIps,
    List<String> balancerHostnames) {

  /** Copies. */
  public ServiceSpecView {
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    misplacedLabels = Set.copyOf(misplacedLabels);
    balancerIps = List.copyOf(balancerIps);
    balancerHostnames = List.copyOf(balancerHostnames);
  }

  /**
   * The fields of {@code spec} that are read. Immutable.
   *
   * @param type {@code ClusterIP}, {@code NodePort}, ... as written; empty where it is not
   * @param selector the labels of the pods that it selects, for which a controller makes its
   *     EndpointSlices; empty where it selects none
   * @param ports its ports in their order, valid or not
   * @param externalIps as written
   */
  public record Spec(
      String type,
      SortedMap<String, String> selector,
      List<PortView> ports,
      List<String> externalIps) {

    /** Copies. */
    public Spec {
      selector = Collections.unmodifiableSortedMap(new TreeMap<>(selector));
      ports = List.copyOf(ports);
      externalIps = List.copyOf(externalIps);
    }

    /** True where pods are selected. */
    public boolean hasSelector() {
      return !selector.isEmpty();
    }

    /** True for an {@code ExternalName}: a DNS alias, which no endpoint of the cluster serves. */
    public boolean isExternalName() {
      return type.equals("ExternalName");
    }

    /** True where every node answers for it at its node ports. */
    public boolean hasNodePorts() {
      return type.equals("NodePort") || type.equals("LoadBalancer");
    }
  }
}
