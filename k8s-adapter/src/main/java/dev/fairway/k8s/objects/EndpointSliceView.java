package dev.fairway.k8s.objects;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import java.util.List;
import java.util.Optional;

/**
 * The parts of an EndpointSlice that are read. Immutable.
 *
 * @param namespace its namespace
 * @param name its name; empty where it has none
 * @param uid distinguishes it from another slice of the same name; empty where it was never stored
 * @param service the name of its Service; empty where it names none
 * @param addressType as written
 * @param managedBy the controller that wrote it; empty where it names none
 * @param sourceCluster the cluster that it says it was synced from, which may be its own
 * @param ports its ports, valid or not
 * @param endpoints its endpoints, one for each valid address
 * @param malformed the addresses that are invalid, or of another family, as written
 */
public record EndpointSliceView(
    String namespace,
    String name,
    String uid,
    String service,
    String addressType,
    String managedBy,
    Optional<String> sourceCluster,
    List<PortView> ports,
    List<EndpointView> endpoints,
    List<String> malformed)
    implements ObjectView {

  /**
   * One address of an endpoint of a slice.
   *
   * @param address one address
   * @param nodeName empty where there is none
   * @param state its conditions, absent ones read as EndpointSlice says
   * @param pod {@code namespace/name} of its pod, where it names one
   */
  public record EndpointView(
      IpPrefix address, String nodeName, Endpoint.State state, Optional<String> pod) {}

  /** The label of a slice that names its Service. */
  public static final String SERVICE_NAME = "kubernetes.io/service-name";

  /** The label that names the controller of a slice. */
  public static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";

  /** The label of the Multi-Cluster Services API that names the source cluster of a slice. */
  public static final String SOURCE_CLUSTER = "multicluster.kubernetes.io/source-cluster";

  /** Copies. */
  public EndpointSliceView {
    ports = List.copyOf(ports);
    endpoints = List.copyOf(endpoints);
    malformed = List.copyOf(malformed);
  }

  /** The family of an address type; empty for one, as FQDN, that the WAN cannot match. */
  public static Optional<IpFamily> family(String addressType) {
    return switch (addressType) {
      case "IPv4" -> Optional.of(IpFamily.IPV4);
      case "IPv6" -> Optional.of(IpFamily.IPV6);
      default -> Optional.empty();
    };
  }
}
