package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceControls;
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
  ServiceMapper(
      ClusterSettings settings,
      NodeIndex nodes,
      Set<String> podsInHostNetwork,
      boolean believesReferences) {
    this.settings = settings;
    this.origins = new SliceOrigins(settings, nodes);
    this.slices =
        new EndpointSliceMapper(settings, nodes, origins, podsInHostNetwork, believesReferences);
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
    List<ServiceEndpoints> endpoints = union.endpoints();
    if (reading.intent().isPresent() || !reading.readable()) {
      diagnostics.addAll(aboutAddresses);
      diagnostics.addAll(withoutPods(inputs, reading, endpoints));
    }
    SortedMap<String, String> own = inputs.service().annotations();
    diagnostics.addAll(ServiceControls.check(key, own));
    return new ServiceState(
            key,
            inputs.service().createdAt(),
            ports,
            reading,
            endpoints,
            diagnostics.stream().distinct().sorted().toList())
        .withControls(ServiceControls.of(own));
  }

  private IntentReading reading(ServiceKey key, List<ServicePort> ports, Inputs inputs) {
    Set<String> portNames = ports.stream().map(ServicePort::name).collect(Collectors.toSet());
    SortedMap<String, String> own = inputs.service().annotations();
    return IntentAnnotations.read(
            key,
            own,
            IntentAnnotations.defaultsFor(portNames, inputs.defaults()),
            inputs.lastGood(),
            settings.intents())
        .with(IntentAnnotations.checkLabels(key, inputs.service().misplacedLabels(), own));
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

  /** The reason why the Service has no endpoint that counts, where the objects tell it. */
  private List<Diagnostic> withoutPods(
      Inputs inputs, IntentReading reading, List<ServiceEndpoints> endpoints) {
    Optional<ServiceSpecView.Spec> spec = inputs.service().spec();
    boolean hasPods =
        endpoints.stream()
            .flatMap(group -> group.endpoints().stream())
            .anyMatch(endpoint -> endpoint.kind().hasAllPorts());
    if (spec.isEmpty() || hasPods) {
      return List.of();
    }
    Subject subject = inputs.key().subject();
    if (spec.get().isExternalName()) {
      boolean asksItself =
          reading.annotations().stream()
              .anyMatch(annotation -> annotation.object().equals(subject));
      return List.of(
          noEndpoints(
              subject,
              "spec.type",
              "ExternalName",
              "is of type ExternalName, a name in DNS without endpoints, so it never gets a rule: "
                  + (asksItself
                      ? "move the annotations to the Service that has the pods, if there is one"
                      : "'fairway.dev/class: none' on it drops the defaults of its Namespace")
                  + (inputs.slices().isEmpty() ? "" : "; its EndpointSlices count for nothing")));
    }
    List<EndpointSliceView> listing =
        inputs.slices().stream().filter(ServiceMapper::listsAddresses).toList();
    if (!listing.isEmpty() && listing.stream().allMatch(this::hasNoUsableAddress)) {
      return List.of(
          noEndpoints(
              subject,
              "endpoints.addresses",
              listing.get(0).name(),
              "every address that its EndpointSlices list is left out, so its pods have no rule:"
                  + " what is wrong is said of each slice, as of '"
                  + listing.get(0).name()
                  + "'"));
    }
    return spec.get().hasSelector()
        ? List.of()
        : List.of(
            noEndpoints(
                subject,
                "spec.selector",
                "",
                "has no selector and no endpoint, and no controller makes any for it: its pods get"
                    + " rules with a selector, or with an EndpointSlice that has endpoints and the"
                    + " label '"
                    + EndpointSliceView.SERVICE_NAME
                    + ": "
                    + inputs.key().name()
                    + "'"));
  }

  /** True for a slice with an address, valid or not, or of a type that nothing is read of. */
  private static boolean listsAddresses(EndpointSliceView slice) {
    return !slice.endpoints().isEmpty()
        || !slice.malformed().isEmpty()
        || EndpointSliceView.family(slice.addressType()).isEmpty();
  }

  private boolean hasNoUsableAddress(EndpointSliceView slice) {
    return slice.endpoints().stream()
        .allMatch(endpoint -> settings.unusable(endpoint.address()).isPresent());
  }

  private static Diagnostic noEndpoints(Subject subject, String key, String value, String message) {
    return Diagnostic.warning(DiagnosticCode.NO_ENDPOINTS, subject, key, value, message);
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
