package dev.fairway.core.snapshot;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceControls;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A Service in a snapshot, with its intent and endpoints.
 *
 * @param key its key
 * @param createdAt its creation time; {@link Instant#MAX} for a Service that is not created yet
 * @param ports its ports, in the order of its spec
 * @param reading the intent read from its annotations
 * @param endpoints its endpoints, united over its slices, ordered by port name, protocol, port
 * @param terminated the addresses of endpoints that terminated and left its slices since the last
 *     snapshot: it has them no more, and from their absence alone that could not be told from a
 *     loss
 * @param controls what its annotations say besides the intent
 * @param diagnostics the findings about its objects
 */
public record ServiceState(
    ServiceKey key,
    Instant createdAt,
    List<ServicePort> ports,
    IntentReading reading,
    List<ServiceEndpoints> endpoints,
    SortedSet<IpPrefix> terminated,
    ServiceControls controls,
    List<Diagnostic> diagnostics) {

  /** Copies. */
  public ServiceState {
    ports = List.copyOf(ports);
    endpoints = List.copyOf(endpoints);
    terminated = Collections.unmodifiableSortedSet(new TreeSet<>(terminated));
    diagnostics = List.copyOf(diagnostics);
  }

  /** A Service whose annotations say nothing but the intent, and of which no endpoint left. */
  public ServiceState(
      ServiceKey key,
      Instant createdAt,
      List<ServicePort> ports,
      IntentReading reading,
      List<ServiceEndpoints> endpoints,
      List<Diagnostic> diagnostics) {
    this(
        key,
        createdAt,
        ports,
        reading,
        endpoints,
        Collections.emptySortedSet(),
        ServiceControls.NONE,
        diagnostics);
  }

  /** The same Service after endpoints at these addresses terminated and left its slices. */
  public ServiceState withTerminated(SortedSet<IpPrefix> addresses) {
    return with(reading, endpoints, addresses, controls);
  }

  /** The same Service with other endpoints. */
  public ServiceState withEndpoints(List<ServiceEndpoints> others) {
    return with(reading, others, terminated, controls);
  }

  /** The same Service with another reading of its intent. */
  public ServiceState withReading(IntentReading other) {
    return with(other, endpoints, terminated, controls);
  }

  /** The same Service with other controls. */
  public ServiceState withControls(ServiceControls others) {
    return with(reading, endpoints, terminated, others);
  }

  private ServiceState with(
      IntentReading intent,
      List<ServiceEndpoints> groups,
      SortedSet<IpPrefix> left,
      ServiceControls others) {
    return new ServiceState(key, createdAt, ports, intent, groups, left, others, diagnostics);
  }
}
