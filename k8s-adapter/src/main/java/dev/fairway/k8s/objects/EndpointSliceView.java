package dev.fairway.k8s.objects;

import java.util.List;
import java.util.Optional;

/**
 * What matters of an EndpointSlice. Immutable.
 *
 * @param namespace its namespace
 * @param name its name; empty where it has none
 * @param service the name of its Service; empty where it names none
 * @param addressType as written
 * @param syncedFrom the cluster that it was synced from; absent: local
 * @param ports its ports, right or wrong
 * @param endpoints its endpoints, one for each address that can be read
 * @param malformed the addresses that cannot be read, or are of another family, as written
 */
public record EndpointSliceView(
    String namespace,
    String name,
    String service,
    String addressType,
    Optional<String> syncedFrom,
    List<PortView> ports,
    List<EndpointView> endpoints,
    List<String> malformed) {

  /** The label of a slice that names its Service. */
  public static final String SERVICE_NAME = "kubernetes.io/service-name";

  /** Copies. */
  public EndpointSliceView {
    ports = List.copyOf(ports);
    endpoints = List.copyOf(endpoints);
    malformed = List.copyOf(malformed);
  }
}
