package dev.fairway.mock;

import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.PacketPath;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Everything that decides where a packet goes, at one moment. Immutable.
 *
 * @param inventory the fabric, its tunnels and service functions as they are now
 * @param entries the rules in force, in the order in which they are asked
 */
record ForwardingTable(WanInventory inventory, List<Entry> entries) {

  /**
   * A rule in force.
   *
   * @param takes true where it takes a packet that enters at the site
   * @param treatment what happens to the packet; empty: it goes wherever routing sends it
   * @param opaque true where only its author can tell what it takes
   */
  record Entry(BiPredicate<Flow, SiteId> takes, Optional<Treatment> treatment, boolean opaque) {

    static Entry of(PathRule rule) {
      return new Entry(rule::takes, Optional.of(rule.treatment()), false);
    }

    static Entry of(MockForeignRule rule) {
      return new Entry((flow, site) -> rule.takes(flow), rule.treatment(), rule.match().isEmpty());
    }
  }

  /** Where the packet goes, as if opaque rules took nothing. */
  PacketPath forward(Flow flow) {
    Optional<SiteId> from = siteOf(flow);
    Optional<SiteId> to = siteOf(flow.reversed());
    if (from.isPresent() && from.equals(to)) {
      return PacketPath.local();
    }
    return entryFor(flow)
        .flatMap(Entry::treatment)
        .map(treatment -> new TreatedPath(inventory, treatment, flow.segment()).between(from, to))
        .orElse(PacketPath.any());
  }

  /** Where the packet goes; empty where an opaque rule that is asked first may take it. */
  Optional<PacketPath> tell(Flow flow) {
    PacketPath path = forward(flow);
    Optional<Entry> decider = entryFor(flow);
    boolean hidden =
        entries.stream()
            .takeWhile(entry -> !Optional.of(entry).equals(decider))
            .anyMatch(Entry::opaque);
    return hidden && path.kind() != PacketPath.Kind.LOCAL ? Optional.empty() : Optional.of(path);
  }

  /** The first rule that takes the packet where it enters; at any site where that is unknown. */
  Optional<Entry> entryFor(Flow flow) {
    Optional<SiteId> from = siteOf(flow);
    Collection<SiteId> sites = from.isPresent() ? List.of(from.get()) : inventory.siteIds();
    return entries.stream()
        .filter(entry -> sites.stream().anyMatch(site -> entry.takes().test(flow, site)))
        .findFirst();
  }

  private Optional<SiteId> siteOf(Flow flow) {
    return inventory.networkOf(flow.segment(), flow.source()).flatMap(Network::site);
  }
}
