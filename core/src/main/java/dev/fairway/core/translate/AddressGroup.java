package dev.fairway.core.translate;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.translate.AddressPortOwners.SegmentFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The addresses with the very same claims, in the same order of winning. The owners of their ports
 * are the same, so they are found once. Groups form a trie, whose edges are claims.
 */
final class AddressGroup {

  final SegmentFamily segmentFamily;

  /**
   * A claim that declares the same treatment as the claim that it lost its port to.
   *
   * @param claim the claim without the port
   * @param owner the owner of the port, or of all ports
   */
  record Sharer(Claim claim, Claim owner) {}

  /** The claims that own a port of each address, in the order in which they win. */
  final List<Claim> owners;

  /** The claims that lost their port to the same treatment. */
  final List<Sharer> sharers;

  final List<IpPrefix> addresses = new ArrayList<>();
  final List<ClaimedAddress> places = new ArrayList<>();

  private final Claim last;
  private final @Nullable AddressGroup shorter;
  private @Nullable Claim firstNext;
  private @Nullable AddressGroup firstLonger;
  private Map<Claim, AddressGroup> longer = Map.of();

  private AddressGroup(
      SegmentFamily segmentFamily,
      Claim last,
      @Nullable AddressGroup shorter,
      List<Claim> owners,
      List<Sharer> sharers) {
    this.segmentFamily = segmentFamily;
    this.last = last;
    this.shorter = shorter;
    this.owners = owners;
    this.sharers = sharers;
  }

  /** The group of the addresses with one claim. */
  static AddressGroup ofFirst(SegmentFamily segmentFamily, Claim claim) {
    return new AddressGroup(segmentFamily, claim, null, List.of(claim), List.of());
  }

  /** The known group of those addresses that have one more claim; null where there is none. */
  @Nullable AddressGroup next(Claim next) {
    return next == firstNext ? firstLonger : longer.get(next);
  }

  /** A new group of those addresses that have one more claim. */
  AddressGroup with(Claim next) {
    Claim winner = winnerOver(next);
    AddressGroup made =
        new AddressGroup(
            segmentFamily,
            next,
            this,
            winner == null && !ousts(next) ? append(owners, next) : owners,
            winner != null && winner.hasTreatmentOf(next)
                ? append(sharers, new Sharer(next, winner))
                : sharers);
    if (firstNext == null) {
      firstNext = next;
      firstLonger = made;
    } else {
      if (longer.isEmpty()) {
        longer = new HashMap<>();
      }
      longer.put(next, made);
    }
    return made;
  }

  void add(ClaimedAddress where) {
    addresses.add(where.address());
    places.add(where);
  }

  /**
   * The claim that keeps the next one from its port: the port's owner; for a claim that does not
   * live a living owner of all ports; for one that restricts, the owner in another Service of any
   * of it with another treatment. Null where there is none.
   */
  @Nullable Claim winnerOver(Claim next) {
    Claim owner = ownerOf(next.port());
    if (owner == null && !next.isLiving()) {
      Claim ofAll = ownerOf(AddressPort.ALL);
      owner = ofAll != null && ofAll.isLiving() ? ofAll : null;
    }
    return owner == null && next.restricts() ? restrainerOf(next) : owner;
  }

  /**
   * True where the next claim, a retained one, has nothing: another Service has a claim on the
   * addresses that is not retained, whatever its port, and whether it owns that or not.
   */
  private boolean ousts(Claim next) {
    if (next.isRetained()) {
      for (AddressGroup group = this; group != null; group = group.shorter) {
        if (!group.last.isRetained() && !group.last.isOfSameService(next)) {
          return true;
        }
      }
    }
    return false;
  }

  private @Nullable Claim restrainerOf(Claim next) {
    for (Claim owner : owners) {
      if (owner.overlaps(next) && !owner.isOfSameService(next) && !owner.hasTreatmentOf(next)) {
        return owner;
      }
    }
    return null;
  }

  private @Nullable Claim ownerOf(AddressPort port) {
    for (Claim owner : owners) {
      if (owner.port().equals(port)) {
        return owner;
      }
    }
    return null;
  }

  private static <T> List<T> append(List<T> list, T last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }
}
