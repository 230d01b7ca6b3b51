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
 * The addresses that the very same claims name, in the same order of winning. Who owns what there
 * is the same for all of them, so it is settled once.
 */
final class AddressGroup {

  final Segment segment;
  final IpFamily family;

  /** The claims that own a tuple of each address, in the order in which they win. */
  final List<Claim> owners;

  /** The claims that want the same as the owner of the tuple that they name. */
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

  /** What the first claim of an address holds: its tuple. */
  static AddressGroup ofFirst(Segment segment, IpFamily family, Claim claim) {
    return new AddressGroup(segment, family, List.of(claim), List.of());
  }

  /** The holding of those addresses that one more claim names, if there is one already. */
  @Nullable AddressGroup known(Claim next) {
    return next == firstNext ? firstLonger : longer.get(next);
  }

  /** The holding of those addresses that one more claim names, made now. */
  AddressGroup with(Claim next) {
    Claim winner = ownerOf(next.port());
    AddressGroup made =
        new AddressGroup(
            segment,
            family,
            winner == null ? and(owners, next) : owners,
            winner != null && winner.wantsTheSameAs(next) ? and(sharers, next) : sharers);
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
