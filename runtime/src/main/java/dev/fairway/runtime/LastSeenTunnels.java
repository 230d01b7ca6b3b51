package dev.fairway.runtime;

import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * The merge of an inventory with the tunnels of the reading before. A controller may list a tunnel
 * only while it is up; whether it is encrypted is still known then, so an intent that requires
 * encryption must not be let through, nor held, because a tunnel is out of sight. One that is shown
 * counts as it is shown, at once.
 */
final class LastSeenTunnels {

  private LastSeenTunnels() {}

  /** The identity of a tunnel: what does not change while it stays the same tunnel. */
  private record Key(
      String fromEdge,
      Transport localTransport,
      String toEdge,
      Transport remoteTransport,
      Optional<Segment> segment) {

    static Key of(Tunnel tunnel) {
      return new Key(
          tunnel.fromEdge(),
          tunnel.localTransport(),
          tunnel.toEdge(),
          tunnel.remoteTransport(),
          tunnel.segment());
    }
  }

  /**
   * The reading with the tunnels of the last one that it does not show behind its own: down and
   * unmeasured, otherwise as they were last seen. Only those between edges of the reading and over
   * transports of it are kept, so there are never more than these can have. Pure; O(tunnels).
   *
   * @param last the inventory in use until now, with what was kept then
   * @param reading the inventory that was read
   */
  static WanInventory merge(WanInventory last, WanInventory reading) {
    Set<String> edges = new HashSet<>();
    for (Site site : reading.sites()) {
      site.edges().stream().map(Edge::name).forEach(edges::add);
    }
    SortedSet<Transport> transports = reading.transports();
    Set<Key> known = new HashSet<>();
    reading.tunnels().forEach(tunnel -> known.add(Key.of(tunnel)));
    List<Tunnel> all = new ArrayList<>(reading.tunnels());
    for (Tunnel tunnel : last.tunnels()) {
      boolean possible =
          edges.contains(tunnel.fromEdge())
              && edges.contains(tunnel.toEdge())
              && transports.contains(tunnel.localTransport())
              && transports.contains(tunnel.remoteTransport());
      if (possible && known.add(Key.of(tunnel))) {
        all.add(tunnel.withState(false, Optional.empty()));
      }
    }
    return all.size() == reading.tunnels().size() ? reading : reading.withTunnels(all);
  }
}
