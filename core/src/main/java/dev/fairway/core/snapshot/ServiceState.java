package dev.fairway.core.snapshot;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceControls;
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
 * @param controls what its annotations say besides the intent
 * @param diagnostics the findings about its objects
 */
public record ServiceState(
    ServiceKey key,
    Instant createdAt,
    List<ServicePort> ports,
    IntentReading reading,
    List<ServiceEndpoints> endpoints,
    ServiceControls controls,
    List<Diagnostic> diagnostics) {

  /** Copies. */
  public ServiceState {
    ports = List.copyOf(ports);
    endpoints = List.copyOf(endpoints);
    diagnostics = List.copyOf(diagnostics);
  }

  /** A Service whose annotations say nothing but the intent. */
  public ServiceState(
      ServiceKey key,
      Instant createdAt,
      List<ServicePort> ports,
      IntentReading reading,
      List<ServiceEndpoints> endpoints,
      List<Diagnostic> diagnostics) {
    this(key, createdAt, ports, reading, endpoints, ServiceControls.NONE, diagnostics);
  }

  /** The same Service with other endpoints. */
  public ServiceState withEndpoints(List<ServiceEndpoints> others) {
    return new ServiceState(key, createdAt, ports, reading, others, controls, diagnostics);
  }

  /** The same Service with another reading of its intent. */
  public ServiceState withReading(IntentReading other) {
    return new ServiceState(key, createdAt, ports, other, endpoints, controls, diagnostics);
  }

  /** The same Service with other controls. */
  public ServiceState withControls(ServiceControls others) {
    return new ServiceState(key, createdAt, ports, reading, endpoints, others, diagnostics);
  }
}
