package dev.fairway.core.translate;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.Segment;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.translate.AddressPortOwners.Lost;
import dev.fairway.core.wan.SiteId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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
 * Says who lost tuples or packets to a different treatment, once for each loser and winner, with an
 * example.
 *
 * <p>A packet is lost where another of its tuples belongs to another Service and ranks first. That
 * is looked for where one of the two claims all ports: at the same address, and between addresses.
 * Two ports meet in one packet only where a client sends from the very port that a Service listens
 * on, which every pair of Services could do and hardly any does.
 */
final class ConflictReport {

  private record Pair(ServiceKey loser, ServiceKey winner) {}

  private record Place(Segment segment, IpFamily family, Optional<SiteId> site)
      implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::segment)
            .thenComparing(Place::family)
            .thenComparing(place -> place.site.map(SiteId::value).orElse(""));

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private record ClaimedPlace(Claim claim, Place place) {}

  private record Example(Claim claim, ClaimedAddress where) {}

  /**
   * The first claims of each rank: two, of different Services, so that a Service that has one of
   * them itself still hears of the other.
   */
  private static final class FirstOfRank {

    private final SortedMap<Rank, List<Example>> byRank = new TreeMap<>();

    void add(Example example) {
      List<Example> first =
          byRank.computeIfAbsent(example.claim.rank(), absent -> new ArrayList<>(2));
      if (first.size() < 2 && first.stream().allMatch(one -> differ(one.claim, example.claim))) {
        first.add(example);
      }
    }

    /** One of each rank before the loser's, of another Service, with another treatment. */
    List<Example> before(Claim loser) {
      List<Example> winners = new ArrayList<>();
      for (List<Example> first : byRank.headMap(loser.rank()).values()) {
        first.stream()
            .filter(one -> differ(one.claim, loser))
            .filter(one -> !one.claim.asked.treatment().equals(loser.asked.treatment()))
            .findFirst()
            .ifPresent(winners::add);
      }
      return winners;
    }

    private static boolean differ(Claim one, Claim other) {
      return !one.service.key().equals(other.service.key());
    }
  }

  private static final Comparator<ClaimedAddress> BY_ADDRESS =
      Comparator.comparing(ClaimedAddress::address);

  private final Set<Pair> told = new HashSet<>();
  private final List<Conflict> conflicts = new ArrayList<>();

  private ConflictReport() {}

  static List<Conflict> of(AddressPortOwners owned) {
    ConflictReport report = new ConflictReport();
    owned.lost().forEach(report::tellTuple);
    List<AddressGroup> withAllPorts =
        owned.holdings().stream().filter(ConflictReport::hasAllPorts).toList();
    if (!withAllPorts.isEmpty()) {
      withAllPorts.forEach(report::tellPorts);
      report.tellPackets(owned.holdings());
    }
    return report.conflicts;
  }

  private void tellTuple(Lost lost) {
    String tuple = text(lost.where(), lost.loser().port());
    tell(lost.loser(), lost.winner(), tuple, "any > " + tuple);
  }

  /** Whoever has a port of an address takes its packets from whoever asks for all of them. */
  private void tellPorts(AddressGroup holding) {
    ClaimedAddress where = Collections.min(holding.places, BY_ADDRESS);
    FirstOfRank ports = new FirstOfRank();
    for (Claim owner : holding.owners) {
      if (!owner.port().isAll()) {
        ports.add(new Example(owner, where));
      }
    }
    for (Claim loser : askingForAllPorts(holding)) {
      for (Example winner : ports.before(loser)) {
        String tuple = text(where, winner.claim.port());
        tell(loser, winner.claim, tuple, "any > " + tuple);
      }
    }
  }

  private void tellPackets(List<AddressGroup> holdings) {
    Map<Place, FirstOfRank> first = new TreeMap<>();
    for (Example owner : lowest(holdings, holding -> holding.owners)) {
      first.computeIfAbsent(place(owner.where), absent -> new FirstOfRank()).add(owner);
    }
    Map<Claim, Set<Rank>> heard = new HashMap<>();
    for (Example loser : lowest(holdings, ConflictReport::askingForAllPorts)) {
      tellPackets(loser, first, heard.computeIfAbsent(loser.claim, absent -> new TreeSet<>()));
    }
  }

  /** The lowest address of each claim at each place, ascending. */
  private static List<Example> lowest(
      List<AddressGroup> holdings, Function<AddressGroup, List<Claim>> claims) {
    Map<ClaimedPlace, Example> lowest = new LinkedHashMap<>();
    for (AddressGroup holding : holdings) {
      for (Claim claim : claims.apply(holding)) {
        for (ClaimedAddress where : holding.places) {
          lowest.merge(
              new ClaimedPlace(claim, place(where)),
              new Example(claim, where),
              (one, other) -> BY_ADDRESS.compare(one.where, other.where) <= 0 ? one : other);
        }
      }
    }
    return lowest.values().stream()
        .sorted(Comparator.comparing(Example::where, BY_ADDRESS))
        .toList();
  }

  /** One winner of each rank is enough: where there are many, they are everywhere. */
  private void tellPackets(Example loser, Map<Place, FirstOfRank> first, Set<Rank> heard) {
    Place here = place(loser.where);
    first.forEach(
        (place, ranks) -> {
          boolean crossesWan = place.site.isEmpty() || !place.site.equals(here.site);
          if (crossesWan && place.segment.equals(here.segment) && place.family == here.family) {
            ranks.before(loser.claim).stream()
                .filter(winner -> heard.add(winner.claim.rank()))
                .forEach(winner -> tellPacket(loser, winner));
          }
        });
  }

  private void tellPacket(Example loser, Example winner) {
    String here = loser.where.address().addressText();
    String there = text(winner.where, winner.claim.port());
    tell(loser.claim, winner.claim, here + " with " + there, here + " > " + there);
  }

  private static boolean hasAllPorts(AddressGroup holding) {
    return !holding.places.isEmpty()
        && holding.owners.stream().anyMatch(claim -> claim.port().isAll());
  }

  /** Who owns all ports of the address, and who wants the same for them. */
  private static List<Claim> askingForAllPorts(AddressGroup holding) {
    return Stream.concat(holding.owners.stream(), holding.sharers.stream())
        .filter(claim -> claim.port().isAll())
        .toList();
  }

  private void tell(Claim loser, Claim winner, String tuple, String example) {
    if (told.add(new Pair(loser.service.key(), winner.service.key()))) {
      conflicts.add(
          new Conflict(
              loser.service.key(),
              winner.service.key(),
              loser.asked.portName(),
              tuple,
              example,
              loser.asked.treatment(),
              winner.asked.treatment()));
    }
  }

  static Diagnostic diagnostic(Conflict conflict) {
    return Diagnostic.warning(
        DiagnosticCode.CONFLICTED,
        conflict.loser().subject(),
        "",
        conflict.tuple(),
        conflict.tuple()
            + " belongs to "
            + conflict.winner()
            + ", which comes first: a packet "
            + conflict.example()
            + " gets '"
            + conflict.given()
            + "', not '"
            + conflict.wanted()
            + "'; let both ask for the same, or keep their ports and pods apart");
  }

  private static Place place(ClaimedAddress where) {
    return new Place(where.segment(), where.address().family(), where.site());
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
