package dev.fairway.core.snapshot;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceKey;
import java.time.Instant;
import java.util.List;

/**
 * A Service in a snapshot, with its intent and endpoints.
 *
 * @param key its key
 * @param createdAt its creation time; {@link Instant#MAX} for a Service that is not created yet
 * @param ports its ports, in the order of its spec
 * @param reading the intent read from its annotations
 * @param endpoints its endpoints, united over its slices, ordered by port name, protocol, port
 * @param diagnostics the findings about its objects
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
