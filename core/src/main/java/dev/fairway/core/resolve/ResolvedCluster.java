package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.Completeness;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A cluster whose declarations were resolved against the WAN and the target.
 *
 * @param name its name
 * @param owner the owner of the rules that its claims become
 * @param completeness whether it was read whole
 * @param services its Services, by key
 * @param diagnostics the findings about other objects than its Services, sorted, each once
 */
public record ResolvedCluster(
    String name,
    OwnerId owner,
    Completeness completeness,
    List<ResolvedService> services,
    List<Diagnostic> diagnostics) {

  /** Copies. */
  public ResolvedCluster {
    services = List.copyOf(services);
    diagnostics = diagnostics.stream().sorted().distinct().toList();
  }

  /** The Service of that key. O(services). */
  public Optional<ResolvedService> service(ServiceKey key) {
    return services.stream().filter(service -> service.key().equals(key)).findFirst();
  }

  /** The same cluster without the claims of some Services. */
  public ResolvedCluster withoutClaimsOf(Set<ServiceKey> leftOut) {
    return new ResolvedCluster(
        name,
        owner,
        completeness,
        services.stream()
            .map(
                service ->
                    leftOut.contains(service.key())
                        ? new ResolvedService(
                            service.state(),
                            service.declaration(),
                            List.of(),
                            service.diagnostics())
                        : service)
            .toList(),
        diagnostics);
  }
}
