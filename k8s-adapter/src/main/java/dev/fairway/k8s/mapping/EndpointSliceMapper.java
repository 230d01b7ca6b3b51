package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.Endpoint.Kind;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.EndpointSliceView.EndpointView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The mapper of an EndpointSlice to endpoints. An invalid part is left out with a diagnostic; the
 * rest stays.
 */
final class EndpointSliceMapper {

  private final String cluster;
  private final NodeIndex nodes;
  private final Set<String> podsInHostNetwork;

  EndpointSliceMapper(String cluster, NodeIndex nodes, Set<String> podsInHostNetwork) {
    this.cluster = cluster;
    this.nodes = nodes;
    this.podsInHostNetwork = podsInHostNetwork;
  }

  /** Adds the endpoints of the slice, each at each of its ports. */
  void map(EndpointSliceView slice, EndpointUnion union, List<Diagnostic> diagnostics) {
    Subject subject =
        new Subject(
            Subject.Kind.ENDPOINT_SLICE, cluster + "/" + slice.namespace() + "/" + slice.name());
    Optional<IpFamily> family = EndpointSliceView.family(slice.addressType());
    if (family.isEmpty()) {
      diagnostics.add(unknownType(subject, slice.addressType()));
      return;
    }
    List<SlicePort> ports = new PortReader(subject, diagnostics).ports(slice);
    for (EndpointView view : slice.endpoints()) {
      Endpoint endpoint = endpoint(view, slice.syncedFrom());
      ports.forEach(port -> union.add(port, endpoint));
    }
    slice.malformed().forEach(text -> diagnostics.add(malformed(subject, text, family.get())));
  }

  private Endpoint endpoint(EndpointView endpoint, Optional<String> origin) {
    boolean shared =
        nodes.hasAddress(endpoint.address())
            || endpoint.pod().filter(podsInHostNetwork::contains).isPresent();
    // A synced endpoint names a node of its own cluster, which may have the name of a local one.
    Optional<SiteId> site = origin.isPresent() ? Optional.empty() : nodes.site(endpoint.nodeName());
    return new Endpoint(
        endpoint.address(),
        site,
        shared ? Kind.NODE : Kind.POD,
        endpoint.state(),
        origin,
        endpoint.pod());
  }

  private static Diagnostic unknownType(Subject subject, String type) {
    return Diagnostic.warning(
        DiagnosticCode.UNKNOWN_ADDRESS_TYPE,
        subject,
        "addressType",
        type,
        "address type '"
            + type
            + "' is not IPv4 or IPv6, so the WAN cannot match its endpoints; they are left out");
  }

  private static Diagnostic malformed(Subject subject, String text, IpFamily family) {
    return Diagnostic.warning(
        DiagnosticCode.MALFORMED_ADDRESS,
        subject,
        "endpoints.addresses",
        text,
        "'"
            + text
            + "' is not an "
            + (family == IpFamily.IPV4 ? "IPv4" : "IPv6")
            + " address; it is left out");
  }
}
