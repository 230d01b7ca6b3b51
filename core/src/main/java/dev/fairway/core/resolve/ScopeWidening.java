package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.wan.WanInventory;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The report of a Service's addresses that widen the WAN's scope: what the WAN routes bounds the
 * rules that match senders, and every address with a rule belongs to it, also one that the WAN is
 * not known to route. That changes the rules of all other Services of the cluster, so it is said.
 *
 * <p>Declared networks are the cluster operator's word that their addresses are on the WAN: nothing
 * is said of them.
 */
final class ScopeWidening {

  private ScopeWidening() {}

  /** One notice about all such addresses; empty where there are none. */
  static Optional<Diagnostic> diagnostic(
      ServiceKey service, List<PortClaim> claims, ClusterSnapshot cluster, WanInventory wan) {
    if (!cluster.networks().isEmpty()) {
      return Optional.empty();
    }
    SortedSet<IpPrefix> outside = new TreeSet<>();
    for (PortClaim claim : claims) {
      for (ClaimedAddress claimed : claim.addresses()) {
        if (isOutside(claimed, wan)) {
          outside.add(claimed.address());
        }
      }
    }
    return outside.isEmpty()
        ? Optional.empty()
        : Optional.of(widened(service, outside.first().addressText(), outside.size() - 1));
  }

  /** True where all that the WAN routes in the segment is known, and the address is not in it. */
  private static boolean isOutside(ClaimedAddress claimed, WanInventory wan) {
    DualStackPrefixSet routed = wan.routed().get(claimed.segment());
    return routed != null && !routed.contains(claimed.address());
  }

  private static Diagnostic widened(ServiceKey service, String first, int more) {
    return Diagnostic.info(
        DiagnosticCode.SCOPE_WIDENED,
        service.subject(),
        "wan.scope",
        first,
        "address "
            + (more == 0 ? first + " lies" : first + " and " + more + " more lie")
            + " outside all that the WAN is known to route: rules that match senders, of every"
            + " Service of the cluster, have "
            + (more == 0 ? "it" : "them")
            + " as a destination too; if that is right, declare the network in cluster.networks or"
            + " wan.scope");
  }
}
