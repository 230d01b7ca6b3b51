package dev.fairway.mock;

import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.PacketPath;
import java.util.List;
import java.util.Optional;

/**
 * The path that a treatment gives packets between two sites, at one moment. Immutable.
 *
 * @param inventory the fabric, its tunnels and service functions as they are now
 * @param treatment what happens to the packets
 * @param segment the segment of the packets, whose tunnels they take
 */
record TreatedPath(WanInventory inventory, Treatment treatment, Segment segment) {

  /**
   * The path of a packet from one site to another one; absent: an end at no known site, for which a
   * tunnel counts as usable where any from or to the other end is.
   */
  PacketPath between(Optional<SiteId> from, Optional<SiteId> to) {
    if (treatment.drops()) {
      return PacketPath.dropByRule();
    }
    PacketPath path = treatment.inspect().isPresent() ? inspected(from, to) : direct(from, to);
    return path.kind() == PacketPath.Kind.DROP
        ? path
        : treatment.dscp().map(path::withMark).orElse(path);
  }

  /**
   * The path through the service function; the path without it, where it cannot be reached from one
   * of the two sites and lets packets by.
   */
  private PacketPath inspected(Optional<SiteId> from, Optional<SiteId> to) {
    Optional<ServiceFunction> function = treatment.inspect().flatMap(inventory::function);
    boolean bypass = function.map(ServiceFunction::bypass).orElse(false);
    return function
        .filter(ServiceFunction::up)
        .flatMap(instance -> through(instance, from, to))
        .orElseGet(() -> bypass ? direct(from, to) : PacketPath.drop());
  }

  private Optional<PacketPath> through(
      ServiceFunction function, Optional<SiteId> from, Optional<SiteId> to) {
    Optional<SiteId> middle = Optional.of(function.site());
    String name = function.name();
    if (middle.equals(from) || middle.equals(to)) {
      return leg(from, to).map(path -> path.withFunction(name));
    }
    Optional<PacketPath> behind = leg(middle, to);
    return leg(from, middle)
        .filter(there -> behind.isPresent())
        .map(
            there ->
                behind.equals(Optional.of(there))
                    ? there.withFunction(name)
                    : there.withFunction(name, behind.get()));
  }

  /**
   * The path without a service function. Where the treatment lets packets go unencrypted over any
   * path, routing decides, and what it decides is not asked.
   */
  private PacketPath direct(Optional<SiteId> from, Optional<SiteId> to) {
    boolean routed = mayTakeAny() && !treatment.requiresEncryption();
    return leg(from, to).orElseGet(() -> routed ? PacketPath.any() : PacketPath.drop());
  }

  private boolean mayTakeAny() {
    return treatment.steer().map(steer -> steer.fallback() == Fallback.ANY).orElse(true);
  }

  /** The path between two sites over tunnels that are usable now; empty where there is none. */
  private Optional<PacketPath> leg(Optional<SiteId> from, Optional<SiteId> to) {
    List<Tunnel> usable =
        inventory.tunnels().stream().filter(tunnel -> isUsable(tunnel, from, to)).toList();
    Optional<Transport> wanted =
        treatment.steer().map(Steer::preference).orElse(List.of()).stream()
            .filter(
                transport ->
                    usable.stream().anyMatch(tunnel -> tunnel.localTransport().equals(transport)))
            .findFirst();
    Optional<PacketPath> path =
        wanted
            .map(PacketPath::over)
            .or(
                () ->
                    mayTakeAny() && !usable.isEmpty()
                        ? Optional.of(PacketPath.any())
                        : Optional.empty());
    return treatment.requiresEncryption() ? path.map(PacketPath::withEncryptedOnly) : path;
  }

  private boolean isUsable(Tunnel tunnel, Optional<SiteId> from, Optional<SiteId> to) {
    return tunnel.up()
        && tunnel.carries(segment)
        && (tunnel.encrypted() || !treatment.requiresEncryption())
        && isAt(tunnel.fromEdge(), from)
        && isAt(tunnel.toEdge(), to);
  }

  /** True where the edge is one of the site's, and for every edge where the site is unknown. */
  private boolean isAt(String edge, Optional<SiteId> site) {
    return site.flatMap(inventory::site)
        .map(Site::edges)
        .map(edges -> edges.stream().anyMatch(near -> near.name().equals(edge)))
        .orElse(true);
  }
}
