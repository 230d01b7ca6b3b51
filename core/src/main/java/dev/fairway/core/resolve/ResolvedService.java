package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ServiceState;
import java.time.Instant;
import java.util.List;

/**
 * A Service whose declaration was resolved against the WAN and the target.
 *
 * @param state the Service as it was read
 * @param declaration the intent in force, and why
 * @param claims the ports of addresses that it claims; empty where no intent is in force
 * @param diagnostics the findings about it so far, sorted, each once
 */
public record ResolvedService(
    ServiceState state,
    Declaration declaration,
    List<PortClaim> claims,
    List<Diagnostic> diagnostics) {

  /** Copies. */
  public ResolvedService {
    claims = List.copyOf(claims);
    diagnostics =
        diagnostics.isEmpty() ? List.of() : diagnostics.stream().sorted().distinct().toList();
  }

  /** The key of the Service. */
  public ServiceKey key() {
    return state.key();
  }

  /** The same Service with other claims. */
  ResolvedService withClaims(List<PortClaim> others) {
    return new ResolvedService(state, declaration, others, diagnostics);
  }

  /** The same Service without the claims of retained endpoints. */
  ResolvedService withoutRetained() {
    return claims.stream().anyMatch(PortClaim::hasRetained)
        ? withClaims(claims.stream().flatMap(claim -> claim.withoutRetained().stream()).toList())
        : this;
  }

  /** When it was created; {@link Instant#MAX} where it was not yet. */
  public Instant createdAt() {
    return state.createdAt();
  }
}
