package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.Completeness;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A cluster whose declarations were resolved against the WAN and the target.
 *
 * @param name its name
 * @param owner the owner of the rules that its claims become
 * @param completeness whether it was read whole
 * @param services its Services, by key
 * @param diagnostics the findings about other objects than its Services, sorted, each once
 * @param peers what its rules know of peers
 */
public record ResolvedCluster(
    String name,
    OwnerId owner,
    Completeness completeness,
    List<ResolvedService> services,
    List<Diagnostic> diagnostics,
    PeerTable peers) {

  /** Copies. */
  public ResolvedCluster {
    services = List.copyOf(services);
    diagnostics = diagnostics.stream().sorted().distinct().toList();
  }

  /** A cluster of which no peer is known. */
  public ResolvedCluster(
      String name,
      OwnerId owner,
      Completeness completeness,
      List<ResolvedService> services,
      List<Diagnostic> diagnostics) {
    this(name, owner, completeness, services, diagnostics, PeerTable.EMPTY);
  }

  /** The same cluster with other choices of transports for pairs of sites. */
  public ResolvedCluster withChoices(PathChoices choices) {
    return new ResolvedCluster(
        name, owner, completeness, services, diagnostics, peers.withChoices(choices));
  }

  /** The Service of that key. O(services). */
  public Optional<ResolvedService> service(ServiceKey key) {
    return services.stream().filter(service -> service.key().equals(key)).findFirst();
  }

  /** The same cluster without the claims of Services for which nothing is written. */
  public ResolvedCluster withoutObserved() {
    Set<ServiceKey> observed =
        services.stream()
            .filter(service -> service.state().controls().observeOnly())
            .map(ResolvedService::key)
            .collect(Collectors.toSet());
    return observed.isEmpty() ? this : withoutClaimsOf(observed);
  }

  /** The same cluster without the claims of some Services. */
  public ResolvedCluster withoutClaimsOf(Set<ServiceKey> leftOut) {
    return with(
        service -> leftOut.contains(service.key()) ? service.withClaims(List.of()) : service);
  }

  /** The retained addresses of each Service that has some. */
  public SortedMap<ServiceKey, SortedSet<IpPrefix>> retainedAddresses() {
    SortedMap<ServiceKey, SortedSet<IpPrefix>> retained = new TreeMap<>();
    for (ResolvedService service : services) {
      for (PortClaim claim : service.claims()) {
        for (ClaimedAddress where : claim.addresses()) {
          if (where.retained()) {
            retained.computeIfAbsent(service.key(), absent -> new TreeSet<>()).add(where.address());
          }
        }
      }
    }
    return retained;
  }

  /** The same cluster without the claims of retained endpoints. */
  public ResolvedCluster withoutRetained() {
    return with(ResolvedService::withoutRetained);
  }

  private ResolvedCluster with(UnaryOperator<ResolvedService> change) {
    return new ResolvedCluster(
        name, owner, completeness, services.stream().map(change).toList(), diagnostics, peers);
  }
}
