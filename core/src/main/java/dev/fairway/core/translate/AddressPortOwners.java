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
 * The first stage of translation: the owner of each claimed port of an address. Claims on an
 * address come in the order in which they win, living ones first and retained ones last, so the
 * first claim on a port owns it. O(n log n) in claimed addresses: TranslateBenchmark.
 */
final class AddressPortOwners {

  /**
   * A port of an address that a claim lost to another treatment.
   *
   * @param loser the claim without the port
   * @param winner the claim that owns the port
   * @param where the address, the lowest of those that both claim
   */
  record LostPort(Claim loser, Claim winner, ClaimedAddress where) {}

  /** The segment and family of addresses: the scope in which they can be compared. */
  record SegmentFamily(Segment segment, IpFamily family) implements Comparable<SegmentFamily> {

    @Override
    public int compareTo(SegmentFamily other) {
      int bySegment = segment.compareTo(other.segment);
      return bySegment != 0 ? bySegment : family.compareTo(other.family);
    }
  }

  private static final int STATES = ClaimedAddress.Life.values().length;

  private static final Comparator<ResolvedService> OLDEST_FIRST =
      Comparator.comparing(ResolvedService::createdAt).thenComparing(ResolvedService::key);

  private static final Comparator<PortClaim> BY_PORT_NAME =
      Comparator.comparing(PortClaim::portName)
          .thenComparing(PortClaim::treatment)
          .thenComparing(PortClaim::port)
          .thenComparing(PortClaim::kind);

  private final List<AddressGroup> groups = new ArrayList<>();
  private final List<LostPort> lost = new ArrayList<>();

  private AddressPortOwners() {}

  static AddressPortOwners of(ResolvedCluster cluster) {
    SortedMap<SegmentFamily, ClaimsByAddress> bySegment = new TreeMap<>();
    for (ResolvedService service : cluster.services().stream().sorted(OLDEST_FIRST).toList()) {
      for (PortClaim port : service.claims().stream().sorted(BY_PORT_NAME).toList()) {
        add(bySegment, service, port);
      }
    }
    AddressPortOwners owners = new AddressPortOwners();
    bySegment.forEach((segment, claims) -> claims.read(owners.new Grouping(segment)));
    return owners;
  }

  private static void add(
      SortedMap<SegmentFamily, ClaimsByAddress> bySegment,
      ResolvedService service,
      PortClaim declared) {
    @Nullable Claim[] byLife = new Claim[STATES];
    @Nullable Segment segment = null;
    @Nullable IpFamily family = null;
    ClaimsByAddress claims = new ClaimsByAddress();
    for (ClaimedAddress where : declared.addresses()) {
      if (where.address().family() != family || !where.segment().equals(segment)) {
        segment = where.segment();
        family = where.address().family();
        claims =
            bySegment.computeIfAbsent(
                new SegmentFamily(segment, family), absent -> new ClaimsByAddress());
      }
      int life = where.life().ordinal();
      Claim claim = byLife[life];
      if (claim == null) {
        claim = new Claim(service, declared, where.life());
        byLife[life] = claim;
      }
      claims.add(where, claim);
    }
  }

  /** Follows the claims on each address, one after the other, to the group of the address. */
  private final class Grouping implements ClaimsByAddress.Visitor {

    private final SegmentFamily segment;
    private final Map<Claim, AddressGroup> byFirst = new HashMap<>();
    private @Nullable AddressGroup current;

    Grouping(SegmentFamily segment) {
      this.segment = segment;
    }

    @Override
    public void claim(ClaimedAddress where, Claim claim) {
      current = current == null ? byFirst(claim) : next(current, where, claim);
    }

    @Override
    public void end(ClaimedAddress where) {
      if (current != null) {
        current.add(where);
        current = null;
      }
    }

    private AddressGroup byFirst(Claim claim) {
      AddressGroup known = byFirst.get(claim);
      if (known == null) {
        known = AddressGroup.ofFirst(segment, claim);
        byFirst.put(claim, known);
        groups.add(known);
      }
      return known;
    }

    private AddressGroup next(AddressGroup group, ClaimedAddress where, Claim claim) {
      AddressGroup known = group.next(claim);
      if (known != null) {
        return known;
      }
      Claim winner = group.winnerOver(claim);
      if (winner != null && !winner.hasTreatmentOf(claim) && !claim.isRetained()) {
        lost.add(new LostPort(claim, winner, where));
      }
      AddressGroup made = group.with(claim);
      groups.add(made);
      return made;
    }
  }

  /** The groups of addresses that share their owners; a group without addresses is possible. */
  List<AddressGroup> groups() {
    return groups;
  }

  /** The ports lost to another treatment, but for those that retained claims lost. */
  List<LostPort> lost() {
    return lost;
  }
}
