package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.endpoint.Endpoint.Kind;
import dev.fairway.core.endpoint.Endpoint.State;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.objects.Parts;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one slice. What cannot be read is left out with a diagnostic; the rest stays. */
final class SliceReader {

  private final String cluster;
  private final NodeDirectory nodes;
  private final PodDirectory pods;

  SliceReader(String cluster, NodeDirectory nodes, PodDirectory pods) {
    this.cluster = cluster;
    this.nodes = nodes;
    this.pods = pods;
  }

  SliceReading read(EndpointSlice slice) {
    Subject subject = subject(slice);
    List<Diagnostic> diagnostics = new ArrayList<>();
    Optional<IpFamily> family = family(Parts.text(slice.getAddressType()));
    if (family.isEmpty()) {
      diagnostics.add(unknownType(subject, Parts.text(slice.getAddressType())));
      return new SliceReading(List.of(), List.of(), diagnostics);
    }
    List<SlicePort> ports = SlicePorts.read(slice, subject, diagnostics);
    Optional<String> origin = SliceOrigin.of(slice, cluster);
    List<dev.fairway.core.endpoint.Endpoint> endpoints = new ArrayList<>();
    for (Endpoint endpoint : Parts.list(slice.getEndpoints())) {
      Optional<String> pod = pod(endpoint, Parts.namespace(slice));
      for (String text : Parts.list(endpoint.getAddresses())) {
        address(text, family.get())
            .ifPresentOrElse(
                address -> endpoints.add(endpoint(endpoint, address, origin, pod)),
                () -> diagnostics.add(malformed(subject, text, family.get())));
      }
    }
    return new SliceReading(ports, endpoints, diagnostics);
  }

  private dev.fairway.core.endpoint.Endpoint endpoint(
      Endpoint endpoint, IpPrefix address, Optional<String> origin, Optional<String> pod) {
    boolean shared = nodes.hasAddress(address) || pod.filter(pods::inHostNetwork).isPresent();
    // A synced endpoint names a node of its own cluster, which may be called as one of ours.
    Optional<SiteId> site =
        origin.isPresent() ? Optional.empty() : nodes.site(Parts.text(endpoint.getNodeName()));
    return new dev.fairway.core.endpoint.Endpoint(
        address, site, shared ? Kind.NODE : Kind.POD, state(endpoint), origin, pod);
  }

  private static State state(Endpoint endpoint) {
    if (endpoint.getConditions() == null) {
      return State.READY;
    }
    boolean ready = !Boolean.FALSE.equals(endpoint.getConditions().getReady());
    Boolean serving = endpoint.getConditions().getServing();
    return new State(
        ready,
        serving == null ? ready : serving,
        Boolean.TRUE.equals(endpoint.getConditions().getTerminating()));
  }

  private static Optional<String> pod(Endpoint endpoint, String sliceNamespace) {
    if (endpoint.getTargetRef() == null
        || !"Pod".equals(endpoint.getTargetRef().getKind())
        || Parts.text(endpoint.getTargetRef().getName()).isEmpty()) {
      return Optional.empty();
    }
    String namespace = Parts.text(endpoint.getTargetRef().getNamespace());
    return Optional.of(
        (namespace.isEmpty() ? sliceNamespace : namespace)
            + "/"
            + endpoint.getTargetRef().getName());
  }

  private static Optional<IpFamily> family(String addressType) {
    return switch (addressType) {
      case "IPv4" -> Optional.of(IpFamily.IPV4);
      case "IPv6" -> Optional.of(IpFamily.IPV6);
      default -> Optional.empty();
    };
  }

  private static Optional<IpPrefix> address(String text, IpFamily family) {
    return text.indexOf('/') >= 0
        ? Optional.empty()
        : IpPrefix.tryParse(text).filter(address -> address.family() == family);
  }

  private Subject subject(EndpointSlice slice) {
    return new Subject(
        Subject.Kind.ENDPOINT_SLICE,
        cluster + "/" + Parts.namespace(slice) + "/" + Parts.name(slice));
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
