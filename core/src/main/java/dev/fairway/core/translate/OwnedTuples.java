package dev.fairway.core.translate;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.resolve.TuplePort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first stage: gives each tuple its owner. Claims come in the order in which they win, so the
 * first to ask for a tuple has it. O(claimed addresses): TranslateBenchmark.
 */
final class OwnedTuples {

  /** One claim, by identity: all addresses that it wins share this object. */
  static final class Claim {
    final ResolvedService service;
    final PortClaim asked;

    Claim(ResolvedService service, PortClaim asked) {
      this.service = service;
      this.asked = asked;
    }

    TuplePort port() {
      return asked.port();
    }

    Rank rank() {
      return new Rank(asked.port().isAll(), asked.treatment());
    }
  }

  /**
   * An address, the claims that own a tuple of it, and those that want the same for such a tuple.
   */
  static final class Address {
    final ClaimedAddress where;
    final List<Claim> owners = new ArrayList<>(2);
    List<Claim> sharers = List.of();

    Address(ClaimedAddress where) {
      this.where = where;
    }

    /** Hardly any address has one, so the list is made for the first. */
    void share(Claim claim) {
      if (sharers.isEmpty()) {
        sharers = new ArrayList<>(1);
      }
      sharers.add(claim);
    }

    @Nullable Claim ownerOf(TuplePort port) {
      for (Claim owner : owners) {
        if (owner.port().equals(port)) {
          return owner;
        }
      }
      return null;
    }
  }

  /**
   * A tuple that somebody asked for in vain.
   *
   * @param loser who asked
   * @param winner who has it
   * @param where its address
   */
  record Lost(Claim loser, Claim winner, ClaimedAddress where) {}

  private static final Comparator<ResolvedService> OLDEST_FIRST =
      Comparator.comparing(ResolvedService::createdAt).thenComparing(ResolvedService::key);

  private static final Comparator<PortClaim> BY_PORT_NAME =
      Comparator.comparing(PortClaim::portName)
          .thenComparing(PortClaim::treatment)
          .thenComparing(PortClaim::port);

  private final Map<Segment, Map<IpPrefix, Address>> bySegment = new HashMap<>();
  private final List<Address> addresses;
  private final int expected;
  private final List<Lost> lost = new ArrayList<>();

  private OwnedTuples(int expected) {
    this.expected = expected;
    this.addresses = new ArrayList<>(expected);
  }

  static OwnedTuples of(ResolvedCluster cluster) {
    OwnedTuples owned = new OwnedTuples(mostAddresses(cluster));
    for (ResolvedService service : cluster.services().stream().sorted(OLDEST_FIRST).toList()) {
      for (PortClaim claim : service.claims().stream().sorted(BY_PORT_NAME).toList()) {
        owned.add(new Claim(service, claim));
      }
    }
    return owned;
  }

  /** Hardly ever too few, so that tables do not grow: TranslateBenchmark. */
  private static int mostAddresses(ResolvedCluster cluster) {
    int most = 0;
    for (ResolvedService service : cluster.services()) {
      int largest = 0;
      for (PortClaim claim : service.claims()) {
        largest = Math.max(largest, claim.addresses().size());
      }
      most += largest;
    }
    return most;
  }

  private void add(Claim claim) {
    for (ClaimedAddress where : claim.asked.addresses()) {
      Address address = address(where);
      Claim winner = address.ownerOf(claim.port());
      if (winner == null) {
        address.owners.add(claim);
      } else if (winner.asked.treatment().equals(claim.asked.treatment())) {
        address.share(claim);
      } else {
        lost.add(new Lost(claim, winner, where));
      }
    }
  }

  private Address address(ClaimedAddress where) {
    Map<IpPrefix, Address> segment =
        bySegment.computeIfAbsent(
            where.segment(), absent -> new HashMap<>(bySegment.isEmpty() ? expected * 3 / 2 : 16));
    Address known = segment.get(where.address());
    if (known == null) {
      known = new Address(where);
      segment.put(where.address(), known);
      addresses.add(known);
    }
    return known;
  }

  /** Every address that somebody owns a tuple of, once for each segment. */
  List<Address> addresses() {
    return addresses;
  }

  /** The tuples lost to a different treatment, in the order in which they were asked for. */
  List<Lost> lost() {
    return lost;
  }
}
