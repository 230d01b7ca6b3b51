package dev.fairway.core.translate;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses with the very same claims, in the same order of winning. The owners of their ports
 * are the same, so they are found once. Groups form a trie, whose edges are claims.
 */
final class AddressGroup {

  final Segment segment;
  final IpFamily family;

  /** The claims that own a port of each address, in the order in which they win. */
  final List<Claim> owners;

  /** The claims that declare the same treatment as the owner of their port. */
  final List<Claim> sharers;

  final List<IpPrefix> addresses = new ArrayList<>();
  final List<ClaimedAddress> places = new ArrayList<>();

  private @Nullable Claim firstNext;
  private @Nullable AddressGroup firstLonger;
  private Map<Claim, AddressGroup> longer = Map.of();

  private AddressGroup(Segment segment, IpFamily family, List<Claim> owners, List<Claim> sharers) {
    this.segment = segment;
    this.family = family;
    this.owners = owners;
    this.sharers = sharers;
  }

  /** The group of the addresses with one claim. */
  static AddressGroup ofFirst(Segment segment, IpFamily family, Claim claim) {
    return new AddressGroup(segment, family, List.of(claim), List.of());
  }

  /** The known group of those addresses that have one more claim; null where there is none. */
  @Nullable AddressGroup next(Claim next) {
    return next == firstNext ? firstLonger : longer.get(next);
  }

  /** A new group of those addresses that have one more claim. */
  AddressGroup with(Claim next) {
    Claim winner = ownerOf(next.port());
    AddressGroup made =
        new AddressGroup(
            segment,
            family,
            winner == null ? and(owners, next) : owners,
            winner != null && winner.hasTreatmentOf(next) ? and(sharers, next) : sharers);
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

  @Nullable Claim ownerOf(AddressPort port) {
    for (Claim owner : owners) {
      if (owner.port().equals(port)) {
        return owner;
      }
    }
    return null;
  }

  private static List<Claim> and(List<Claim> some, Claim one) {
    List<Claim> more = new ArrayList<>(some.size() + 1);
    more.addAll(some);
    more.add(one);
    return more;
  }
}
