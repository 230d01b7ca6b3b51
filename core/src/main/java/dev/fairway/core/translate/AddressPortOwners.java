package dev.fairway.core.translate;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.Segment;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The first stage: gives each tuple its owner. Claims come in the order in which they win, so the
 * first to ask for a tuple has it. O(n log n) in claimed addresses: TranslateBenchmark.
 */
final class AddressPortOwners {

  /**
   * A tuple that somebody asked for in vain.
   *
   * @param loser who asked
   * @param winner who has it
   * @param where its address, the lowest of those that the two meet at
   */
  record Lost(Claim loser, Claim winner, ClaimedAddress where) {}

  private record Shard(Segment segment, IpFamily family) implements Comparable<Shard> {
    @Override
    public int compareTo(Shard other) {
      int bySegment = segment.compareTo(other.segment);
      return bySegment != 0 ? bySegment : family.compareTo(other.family);
    }
  }

  private static final Comparator<ResolvedService> OLDEST_FIRST =
      Comparator.comparing(ResolvedService::createdAt).thenComparing(ResolvedService::key);

  private static final Comparator<PortClaim> BY_PORT_NAME =
      Comparator.comparing(PortClaim::portName)
          .thenComparing(PortClaim::treatment)
          .thenComparing(PortClaim::port);

  private final List<AddressGroup> holdings = new ArrayList<>();
  private final List<Lost> lost = new ArrayList<>();

  private AddressPortOwners() {}

  static AddressPortOwners of(ResolvedCluster cluster) {
    SortedMap<Shard, ClaimsByAddress> shards = new TreeMap<>();
    for (ResolvedService service : cluster.services().stream().sorted(OLDEST_FIRST).toList()) {
      for (PortClaim asked : service.claims().stream().sorted(BY_PORT_NAME).toList()) {
        add(shards, new Claim(service, asked));
      }
    }
    AddressPortOwners owned = new AddressPortOwners();
    shards.forEach((shard, tuples) -> tuples.read(owned.new Settling(shard)));
    return owned;
  }

  private static void add(SortedMap<Shard, ClaimsByAddress> shards, Claim claim) {
    @Nullable Segment segment = null;
    @Nullable IpFamily family = null;
    ClaimsByAddress tuples = new ClaimsByAddress();
    for (ClaimedAddress where : claim.asked.addresses()) {
      if (where.address().family() != family || !where.segment().equals(segment)) {
        segment = where.segment();
        family = where.address().family();
        tuples =
            shards.computeIfAbsent(new Shard(segment, family), absent -> new ClaimsByAddress());
      }
      tuples.add(where, claim);
    }
  }

  /**
   * Follows the claims of one address after the other to the holding that the address is part of.
   */
  private final class Settling implements ClaimsByAddress.Reader {

    private final Shard shard;
    private final Map<Claim, AddressGroup> first = new HashMap<>();
    private @Nullable AddressGroup here;

    Settling(Shard shard) {
      this.shard = shard;
    }

    @Override
    public void claim(ClaimedAddress where, Claim claim) {
      here = here == null ? first(claim) : longer(here, where, claim);
    }

    @Override
    public void end(ClaimedAddress where) {
      if (here != null) {
        here.add(where);
        here = null;
      }
    }

    private AddressGroup first(Claim claim) {
      AddressGroup known = first.get(claim);
      if (known == null) {
        known = AddressGroup.ofFirst(shard.segment, shard.family, claim);
        first.put(claim, known);
        holdings.add(known);
      }
      return known;
    }

    private AddressGroup longer(AddressGroup held, ClaimedAddress where, Claim claim) {
      AddressGroup known = held.known(claim);
      if (known != null) {
        return known;
      }
      Claim winner = held.ownerOf(claim.port());
      if (winner != null && !winner.wantsTheSameAs(claim)) {
        lost.add(new Lost(claim, winner, where));
      }
      AddressGroup made = held.with(claim);
      holdings.add(made);
      return made;
    }
  }

  /** Every address that somebody owns a tuple of, once for each segment, by who owns what there. */
  List<AddressGroup> holdings() {
    return holdings;
  }

  /** The tuples lost to a different treatment. */
  List<Lost> lost() {
    return lost;
  }
}
