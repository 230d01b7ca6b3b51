package dev.fairway.core.translate;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.Segment;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PeerTable;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.translate.AddressPortOwners.LostPort;
import dev.fairway.core.wan.SiteId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The conflicts of claims: ports and packets that got another treatment than a Service declares,
 * once for each loser and winner, with an example.
 *
 * <p>A packet is lost where its other end belongs to another Service and ranks first. That is
 * checked where one of the two claims all ports: at the same address, and between addresses. Two
 * ports meet in one packet only where a client sends from the very port that a Service listens on,
 * which every pair of Services could do and hardly any does. A published port takes packets from a
 * claim on all ports only at a pod's own address. The definition is {@code
 * core.semantics.Decision.Treated#isTakenFrom}. What a retained claim loses is no conflict.
 */
final class ConflictReport {

  private record ServicePair(ServiceKey loser, ServiceKey winner) {}

  private record Place(Segment segment, IpFamily family, Optional<SiteId> site)
      implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::segment)
            .thenComparing(Place::family)
            .thenComparing(place -> place.site.map(SiteId::value).orElse(""));

    static Place of(ClaimedAddress where) {
      return new Place(where.segment(), where.address().family(), where.site());
    }

    /** True where packets between the two cross the WAN. */
    boolean sendsTo(Place other) {
      return segment.equals(other.segment)
          && family == other.family
          && (site.isEmpty() || !site.equals(other.site));
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private record ClaimedPlace(Claim claim, Place place) {}

  private record Example(Claim claim, ClaimedAddress where) {}

  private record RankedExample(Rank rank, Example example) {}

  /**
   * The first claims of each rank: two, of different Services, so that a Service that has one of
   * them itself still conflicts with the other.
   */
  private final class FirstOfRank {

    private final SortedMap<Rank, List<Example>> byRank = new TreeMap<>();

    void add(Example example) {
      for (Rank rank : example.claim.ranks()) {
        List<Example> first = byRank.computeIfAbsent(rank, absent -> new ArrayList<>(2));
        if (first.size() < 2
            && first.stream().noneMatch(known -> known.claim.isOfSameService(example.claim))) {
          first.add(example);
        }
      }
    }

    /**
     * One of each rank before the loser's, of another Service, with another treatment; where an
     * admission says which of its ranks a packet between the two has, that one counts.
     */
    List<RankedExample> before(Example loser) {
      List<RankedExample> winners = new ArrayList<>();
      List<Rank> own = loser.claim.ranks();
      for (Map.Entry<Rank, List<Example>> earlier :
          byRank.headMap(own.get(own.size() - 1)).entrySet()) {
        for (Example example : earlier.getValue()) {
          if (wins(example, earlier.getKey(), loser)) {
            winners.add(new RankedExample(earlier.getKey(), example));
            break;
          }
        }
      }
      return winners;
    }

    private boolean wins(Example winner, Rank rank, Example loser) {
      if (winner.claim.isOfSameService(loser.claim) || !hasRank(winner, rank, loser)) {
        return false;
      }
      for (Rank own : loser.claim.ranks()) {
        if (hasRank(loser, own, winner)
            && rank.compareTo(own) < 0
            && !rank.treatment().equals(own.treatment())) {
          return true;
        }
      }
      return false;
    }
  }

  private static final Comparator<ClaimedAddress> BY_ADDRESS =
      Comparator.comparing(ClaimedAddress::address);

  private final Map<ServicePair, Conflict> conflicts = new LinkedHashMap<>();

  private final PeerTable peers;

  private ConflictReport(PeerTable peers) {
    this.peers = peers;
  }

  static List<Conflict> of(AddressPortOwners owners, PeerTable peers) {
    ConflictReport report = new ConflictReport(peers);
    for (LostPort lost : owners.lost()) {
      if (!lost.loser().isOfSameService(lost.winner())) {
        boolean all = lost.loser().port().isAll();
        report.addPort(
            lost.loser(), lost.winner(), lost.where(), (all ? lost.winner() : lost.loser()).port());
      }
    }
    List<AddressGroup> withAllPorts =
        owners.groups().stream().filter(ConflictReport::hasAllPorts).toList();
    if (!withAllPorts.isEmpty()) {
      withAllPorts.forEach(report::addPorts);
      report.addPackets(owners.groups());
    }
    return List.copyOf(report.conflicts.values());
  }

  /** A claim on a port of an address takes its packets from the claims on all its ports. */
  private void addPorts(AddressGroup group) {
    ClaimedAddress where = Collections.min(group.places, BY_ADDRESS);
    FirstOfRank ports = new FirstOfRank();
    FirstOfRank unpublished = new FirstOfRank();
    for (Claim owner : group.owners) {
      if (!owner.port().isAll()) {
        ports.add(new Example(owner, where));
        if (!owner.declared.isPublished()) {
          unpublished.add(new Example(owner, where));
        }
      }
    }
    for (Claim loser : claimsOnAllPorts(group)) {
      FirstOfRank takers = loser.declared.kind() == Endpoint.Kind.POD ? ports : unpublished;
      for (RankedExample winner : takers.before(new Example(loser, where))) {
        addPort(loser, winner.example.claim, where, winner.example.claim.port());
      }
    }
  }

  private void addPackets(List<AddressGroup> groups) {
    Map<Place, FirstOfRank> first = new TreeMap<>();
    for (Example owner : lowest(groups, ConflictReport::unpublished)) {
      first.computeIfAbsent(Place.of(owner.where), absent -> new FirstOfRank()).add(owner);
    }
    Map<PortClaim, Set<Rank>> reportedRanks = new IdentityHashMap<>();
    for (Example loser : lowest(groups, ConflictReport::claimsOnAllPorts)) {
      addPackets(
          loser,
          first,
          reportedRanks.computeIfAbsent(loser.claim.declared, absent -> new TreeSet<>()));
    }
  }

  /** The lowest address of each claim at each place, ascending. */
  private static List<Example> lowest(
      List<AddressGroup> groups, Function<AddressGroup, List<Claim>> claims) {
    Map<ClaimedPlace, Example> lowest = new LinkedHashMap<>();
    for (AddressGroup group : groups) {
      for (Claim claim : claims.apply(group)) {
        for (ClaimedAddress where : group.places) {
          lowest.merge(
              new ClaimedPlace(claim, Place.of(where)),
              new Example(claim, where),
              (known, next) -> BY_ADDRESS.compare(known.where, next.where) <= 0 ? known : next);
        }
      }
    }
    return lowest.values().stream()
        .sorted(Comparator.comparing(Example::where, BY_ADDRESS))
        .toList();
  }

  /** One winner of each rank is enough: where there are many, they are everywhere. */
  private void addPackets(Example loser, Map<Place, FirstOfRank> first, Set<Rank> reportedRanks) {
    String here = loser.where.address().addressText();
    first.forEach(
        (place, ranks) -> {
          if (place.sendsTo(Place.of(loser.where))) {
            ranks.before(loser).stream()
                .filter(winner -> reportedRanks.add(winner.rank))
                .map(RankedExample::example)
                .forEach(
                    winner -> {
                      String there = text(winner.where, winner.claim.port());
                      add(
                          loser.claim,
                          winner.claim,
                          here + " with " + there,
                          here + " > " + there,
                          false);
                    });
          }
        });
  }

  /** True where the claim has the rank for packets of that peer, whose network tells its site. */
  private boolean hasRank(Example claimed, Rank rank, Example peer) {
    return claimed.claim.declared.treatment().admission().isEmpty()
        || claimed.claim.hasRankFor(rank, peers.siteOf(peer.where.segment(), peer.where.address()));
  }

  private static boolean hasAllPorts(AddressGroup group) {
    return !group.places.isEmpty() && group.owners.stream().anyMatch(claim -> claim.port().isAll());
  }

  /** The claims that own ports which pods of other Services send to. */
  private static List<Claim> unpublished(AddressGroup group) {
    return group.owners.stream().filter(claim -> !claim.declared.isPublished()).toList();
  }

  /**
   * The claim that owns all ports of the addresses, and those with its treatment; none retained.
   */
  private static List<Claim> claimsOnAllPorts(AddressGroup group) {
    return Stream.concat(
            group.owners.stream(), group.sharers.stream().map(AddressGroup.Sharer::claim))
        .filter(claim -> claim.port().isAll() && !claim.isRetained())
        .toList();
  }

  private void addPort(Claim loser, Claim winner, ClaimedAddress where, AddressPort port) {
    String addressPort = text(where, port);
    add(loser, winner, addressPort, "any > " + addressPort, winner.isLiving() && !loser.isLiving());
  }

  /** The first of a pair of Services stays, unless only the next is about two living endpoints. */
  private void add(Claim loser, Claim winner, String addressPort, String example, boolean ending) {
    Conflict next =
        new Conflict(
            loser.service.key(),
            winner.service.key(),
            loser.declared.portName(),
            addressPort,
            example,
            loser.declared.treatment(),
            winner.declared.treatment(),
            ending);
    conflicts.merge(
        new ServicePair(next.loser(), next.winner()),
        next,
        (known, other) -> known.ending() && !other.ending() ? other : known);
  }

  /** A warning; a mere notice where the loser's endpoint is on its way out. */
  static Diagnostic diagnostic(Conflict conflict) {
    String belongs = conflict.addressPort() + " belongs to " + conflict.winner();
    String packet =
        ": a packet "
            + conflict.example()
            + " gets '"
            + conflict.given()
            + "', not '"
            + conflict.wanted()
            + "'";
    if (conflict.ending()) {
      return Diagnostic.info(
          DiagnosticCode.CONFLICTED,
          conflict.loser().subject(),
          "",
          conflict.addressPort(),
          belongs
              + ", whose endpoint there lives while the one of this Service terminates"
              + packet
              + "; it ends when the EndpointSlices of this Service no longer list the address");
    }
    return Diagnostic.warning(
        DiagnosticCode.CONFLICTED,
        conflict.loser().subject(),
        "",
        conflict.addressPort(),
        belongs
            + ", which comes first"
            + packet
            + (Claim.restricts(conflict.wanted())
                ? "; 'access' and 'inspect' have nothing at an address of what overlaps with a port"
                    + " of a Service that comes first"
                : "")
            + "; let both ask for the same, or keep their ports and pods apart");
  }

  private static String text(ClaimedAddress where, AddressPort port) {
    String address =
        where.address().family() == IpFamily.IPV6
            ? "[" + where.address().addressText() + "]"
            : where.address().addressText();
    return port.isAll()
        ? address + " on all ports"
        : address + ":" + port.port() + "/" + port.protocol().orElseThrow();
  }
}
