package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ServiceState;
import java.time.Instant;
import java.util.List;

/**
 * A Service whose declaration was held against the WAN and the target.
 *
 * @param state the Service as it was read
 * @param declaration what is in force for it
 * @param claims the tuples that it claims; empty where nothing is in force
 * @param diagnostics all that a person should know of it so far, sorted, each once
 */
public record ResolvedService(
    ServiceState state,
    Declaration declaration,
    List<PortClaim> claims,
    List<Diagnostic> diagnostics) {

  /** Copies. */
  public ResolvedService {
    claims = List.copyOf(claims);
    diagnostics = diagnostics.stream().sorted().distinct().toList();
  }

  /** Its key. */
  public ServiceKey key() {
    return state.key();
  }

  /** When it was created; {@link Instant#MAX} where it was not yet. */
  public Instant createdAt() {
    return state.createdAt();
  }
}
