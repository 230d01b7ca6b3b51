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
import dev.fairway.k8s.objects.Parts;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Service, its slices and its namespace's annotations to a {@link ServiceState}. Pure: the same
 * objects in any order give an equal state. Thread-safe.
 *
 * <p>Diagnostics about addresses stand only on Services that ask for something, or hold something:
 * nobody else's addresses matter.
 */
public final class ServiceMapper {

  private static final String EXTERNAL_NAME = "ExternalName";

  private final ClusterSettings settings;
  private final SliceReader slices;

  /** A mapper for the Services of a cluster with these Nodes and Pods. */
  public ServiceMapper(ClusterSettings settings, NodeDirectory nodes, PodDirectory pods) {
    this.settings = settings;
    this.slices = new SliceReader(settings.name(), nodes, pods);
  }

  /**
   * Maps one Service. O(n log n) in the addresses of its slices.
   *
   * @param service a Service with a name
   * @param endpointSlices all slices of the Service and no other, in any order
   * @param namespaceAnnotations the annotations of its namespace
   */
  public ServiceState map(
      Service service,
      Collection<EndpointSlice> endpointSlices,
      Map<String, String> namespaceAnnotations) {
    ServiceKey key = key(service);
    List<Diagnostic> diagnostics = new ArrayList<>();
    List<ServicePort> ports = ServicePorts.read(service, key.subject(), diagnostics);
    Set<String> portNames = ports.stream().map(ServicePort::name).collect(Collectors.toSet());
    IntentReading reading =
        IntentAnnotations.read(
            key,
            Parts.annotations(service),
            IntentAnnotations.defaultsFor(portNames, namespaceAnnotations),
            AcceptedCondition.message(service),
            settings.intents());
    List<Diagnostic> aboutAddresses = new ArrayList<>();
    EndpointUnion union = unite(service, endpointSlices, aboutAddresses);
    aboutAddresses.addAll(UncoveredAddresses.of(service, key.subject()));
    aboutAddresses.addAll(nodeAddresses(key.subject(), union.nodeAddresses()));
    if (reading.asked().isPresent() || !reading.readable()) {
      diagnostics.addAll(aboutAddresses);
    }
    return new ServiceState(
        key,
        createdAt(service),
        ports,
        reading,
        union.endpoints(),
        diagnostics.stream().distinct().sorted().toList());
  }

  private ServiceKey key(Service service) {
    return new ServiceKey(settings.name(), Parts.namespace(service), Parts.name(service));
  }

  private EndpointUnion unite(
      Service service, Collection<EndpointSlice> endpointSlices, List<Diagnostic> diagnostics) {
    EndpointUnion union = new EndpointUnion();
    if (service.getSpec() != null && EXTERNAL_NAME.equals(service.getSpec().getType())) {
      return union;
    }
    for (EndpointSlice slice : endpointSlices) {
      SliceReading reading = slices.read(slice);
      union.add(reading);
      diagnostics.addAll(reading.diagnostics());
    }
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

  private static Instant createdAt(Service service) {
    return service.getMetadata() == null
        ? Instant.MAX
        : instant(service.getMetadata().getCreationTimestamp());
  }

  private static Instant instant(@Nullable String text) {
    try {
      return text == null ? Instant.MAX : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException unreadable) {
      // Nobody knows how old it is, so it yields to everyone whose age is known.
      return Instant.MAX;
    }
  }
}
