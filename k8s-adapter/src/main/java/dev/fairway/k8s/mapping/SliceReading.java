package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.endpoint.Endpoint;
import java.util.List;

/**
 * What one slice says: each of its endpoints serves each of its ports.
 *
 * @param ports its ports; {@link SlicePort#NONE} alone where it has none, empty where none of them
 *     can be read
 * @param endpoints its endpoints; an address may stand several times
 * @param diagnostics what is wrong with it
 */
record SliceReading(List<SlicePort> ports, List<Endpoint> endpoints, List<Diagnostic> diagnostics) {

  SliceReading {
    ports = List.copyOf(ports);
    endpoints = List.copyOf(endpoints);
    diagnostics = List.copyOf(diagnostics);
  }
}
