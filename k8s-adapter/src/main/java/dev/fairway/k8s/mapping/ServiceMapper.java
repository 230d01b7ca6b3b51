package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.ServiceSpecView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The mapper of a Service, its slices and its namespace's annotations to a {@link ServiceState}.
 * Pure: the same objects in any order give an equal state. Thread-safe.
 *
 * <p>Only Services that ask for something, or hold something, have diagnostics about addresses.
 */
final class ServiceMapper {

  /**
   * The inputs of the mapping of one Service, beside the cluster's Nodes and settings. Equal inputs
   * give equal states; the comparison of the same objects costs no look inside.
   *
   * @param key the Service's key
   * @param service a Service with a name
   * @param slices all slices of the Service and no other, by name
   * @param defaults the annotations of its namespace
   * @param lastGood the canonical text of its last good intent
   */
  record Inputs(
      ServiceKey key,
      ServiceSpecView service,
      List<EndpointSliceView> slices,
      SortedMap<String, String> defaults,
      Optional<String> lastGood) {

    Inputs {
      slices = slices.stream().sorted(Comparator.comparing(EndpointSliceView::name)).toList();
      defaults = Collections.unmodifiableSortedMap(new TreeMap<>(defaults));
    }
  }

  private final ClusterSettings settings;
  private final SliceOrigins origins;
  private final EndpointSliceMapper slices;
  private final ServiceVips vips;

  /** A mapper for the Services of a cluster with these Nodes and Pods. */
  ServiceMapper(ClusterSettings settings, NodeIndex nodes, Set<String> podsInHostNetwork) {
    this.settings = settings;
    this.origins = new SliceOrigins(settings, nodes);
    this.slices = new EndpointSliceMapper(settings, nodes, origins, podsInHostNetwork);
    this.vips = new ServiceVips(settings, nodes);
  }

  /** Maps one Service. O(n log n) in the addresses of its slices. */
  ServiceState map(Inputs inputs) {
    ServiceKey key = inputs.key();
    List<Diagnostic> diagnostics = new ArrayList<>();
    List<ServicePort> ports = new PortReader(key.subject(), diagnostics).ports(inputs.service());
    IntentReading reading = reading(key, ports, inputs);
    List<Diagnostic> aboutAddresses = new ArrayList<>();
    EndpointUnion union = unite(inputs, ports, key.subject(), aboutAddresses);
    if (reading.intent().isPresent() || !reading.readable()) {
      diagnostics.addAll(aboutAddresses);
    }
    return new ServiceState(
        key,
        inputs.service().createdAt(),
        ports,
        reading,
        union.endpoints(),
        diagnostics.stream().distinct().sorted().toList());
  }

  private IntentReading reading(ServiceKey key, List<ServicePort> ports, Inputs inputs) {
    Set<String> portNames = ports.stream().map(ServicePort::name).collect(Collectors.toSet());
    return IntentAnnotations.read(
        key,
        inputs.service().annotations(),
        IntentAnnotations.defaultsFor(portNames, inputs.defaults()),
        inputs.lastGood(),
        settings.intents());
  }

  private EndpointUnion unite(
      Inputs inputs, List<ServicePort> ports, Subject subject, List<Diagnostic> diagnostics) {
    EndpointUnion union = new EndpointUnion();
    if (inputs.service().spec().filter(ServiceSpecView.Spec::isExternalName).isPresent()) {
      return union;
    }
    inputs.slices().forEach(slice -> slices.map(slice, union, diagnostics));
    diagnostics.addAll(origins.diagnostics(subject, inputs.slices()));
    vips.add(inputs.service(), ports, subject, union, diagnostics);
    diagnostics.addAll(nodeAddresses(subject, union.nodeAddresses()));
    return union;
  }

  private static List<Diagnostic> nodeAddresses(Subject subject, List<IpPrefix> addresses) {
    if (addresses.isEmpty()) {
      return List.of();
    }
    String first = addresses.get(0).addressText();
    String which =
        addresses.size() == 1
            ? first + " is"
            : first + " and " + (addresses.size() - 1) + " more are";
    return List.of(
        Diagnostic.warning(
            DiagnosticCode.NODE_ADDRESS,
            subject,
            "endpoints.addresses",
            first,
            "address "
                + which
                + " a node's: an endpoint there shares its address with everything"
                + " on the node"));
  }
}
