package dev.fairway.demo;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import java.util.Optional;

/**
 * A pod behind a Service, as far as the story cares: its IPv4 side. Order: by address.
 *
 * @param address its address
 * @param name its name; the address where nobody told it
 */
record DemoPod(Ipv4Prefix address, String name) implements Comparable<DemoPod> {

  /** The pod of an endpoint; empty where it has no IPv4 address. */
  static Optional<DemoPod> of(Endpoint endpoint) {
    return ObjectFields.list(endpoint.getAddresses()).stream()
        .flatMap(text -> IpPrefix.tryParse(text).stream())
        .filter(Ipv4Prefix.class::isInstance)
        .map(Ipv4Prefix.class::cast)
        .findFirst()
        .map(
            address ->
                new DemoPod(
                    address,
                    endpoint.getTargetRef() == null || endpoint.getTargetRef().getName() == null
                        ? address.addressText()
                        : endpoint.getTargetRef().getName()));
  }

  @Override
  public int compareTo(DemoPod other) {
    return address.compareTo(other.address);
  }

  /** {@code 10.2.0.4}. */
  @Override
  public String toString() {
    return address.addressText();
  }
}
