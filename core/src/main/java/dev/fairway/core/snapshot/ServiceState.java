package dev.fairway.core.snapshot;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceKey;
import java.time.Instant;
import java.util.List;

/**
 * A Service as it was read: what it is, what is asked for it, who serves it.
 *
 * @param key its key
 * @param createdAt when it was created; {@link Instant#MAX} where it was not yet
 * @param ports its ports, in the order of its spec
 * @param reading what is asked for it
 * @param endpoints who serves it, united over its slices, ordered by port name, protocol, port
 * @param diagnostics what is wrong with its objects
 */
public record ServiceState(
    ServiceKey key,
    Instant createdAt,
    List<ServicePort> ports,
    IntentReading reading,
    List<ServiceEndpoints> endpoints,
    List<Diagnostic> diagnostics) {

  /** Copies. */
  public ServiceState {
    ports = List.copyOf(ports);
    endpoints = List.copyOf(endpoints);
    diagnostics = List.copyOf(diagnostics);
  }
}
