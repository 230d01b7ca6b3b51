package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.Endpoint.Kind;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.SpecialAddress;
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

  private final ClusterSettings settings;
  private final NodeIndex nodes;
  private final SliceOrigins origins;
  private final Set<String> podsInHostNetwork;
  private final boolean believesReferences;

  /**
   * A mapper of the slices of a cluster.
   *
   * @param believesReferences true where a {@code targetRef} shows that the address is an own
   *     pod's: in files, which are as good as their author. In a cluster whoever may write a slice
   *     may name any pod in it
   */
  EndpointSliceMapper(
      ClusterSettings settings,
      NodeIndex nodes,
      SliceOrigins origins,
      Set<String> podsInHostNetwork,
      boolean believesReferences) {
    this.settings = settings;
    this.nodes = nodes;
    this.origins = origins;
    this.podsInHostNetwork = podsInHostNetwork;
    this.believesReferences = believesReferences;
  }

  /** Adds the endpoints of the slice, each at each of its ports. */
  void map(EndpointSliceView slice, EndpointUnion union, List<Diagnostic> diagnostics) {
    Subject subject =
        new Subject(
            Subject.Kind.ENDPOINT_SLICE,
            settings.name() + "/" + slice.namespace() + "/" + slice.name());
    Optional<IpFamily> family = EndpointSliceView.family(slice.addressType());
    if (family.isEmpty()) {
      diagnostics.add(unknownType(subject, slice.addressType()));
      return;
    }
    List<SlicePort> ports = new PortReader(subject, diagnostics).ports(slice);
    Optional<String> origin = origins.of(slice);
    for (EndpointView view : slice.endpoints()) {
      Optional<SpecialAddress> unusable = settings.unusable(view.address());
      if (unusable.isPresent()) {
        diagnostics.add(unusable(subject, view.address(), unusable.get()));
        continue;
      }
      Endpoint endpoint = endpoint(view, slice.namespace(), origin);
      ports.forEach(port -> union.add(port, endpoint));
    }
    slice.malformed().forEach(text -> diagnostics.add(malformed(subject, text, family.get())));
  }

  private Endpoint endpoint(EndpointView endpoint, String namespace, Optional<String> origin) {
    // A synced endpoint names a node and a pod of its own cluster, if these are any.
    boolean local = origin.isEmpty();
    Optional<String> pod = local ? endpoint.pod() : Optional.empty();
    boolean shared =
        nodes.hasAddress(endpoint.address()) || pod.filter(podsInHostNetwork::contains).isPresent();
    return new Endpoint(
        endpoint.address(),
        local ? nodes.site(endpoint.nodeName()) : Optional.empty(),
        shared ? Kind.NODE : Kind.POD,
        endpoint.state(),
        origin,
        pod,
        local ? nodes.known(endpoint.nodeName()) : Optional.empty(),
        believesReferences && pod.filter(path -> path.startsWith(namespace + "/")).isPresent());
  }

  private static Diagnostic unusable(Subject subject, IpPrefix address, SpecialAddress kind) {
    String text = address.addressText();
    return Diagnostic.warning(
        DiagnosticCode.UNUSABLE_ADDRESS,
        subject,
        "endpoints.addresses",
        text,
        "address " + text + " is left out: " + kind.reason());
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
        MalformedAddress.text(text, family) + "; it is left out");
  }
}
