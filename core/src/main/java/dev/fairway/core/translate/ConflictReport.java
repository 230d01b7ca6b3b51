package dev.fairway.core.translate;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.Segment;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.TuplePort;
import dev.fairway.core.translate.OwnedTuples.Lost;
import dev.fairway.core.wan.SiteId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says who lost tuples or packets to a different treatment, once for each loser and winner, with an
 * example.
 *
 * <p>A packet is lost where its two ends belong to two Services, and the other end ranks first.
 * That is looked for where one of the ends claims all ports: two ports meet in one packet only
 * where a client sends from the very port that a Service listens on, which every pair of Services
 * could do and hardly any does.
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

  private final Set<Pair> told = new HashSet<>();
  private final List<Conflict> conflicts = new ArrayList<>();

  private ConflictReport() {}

  static List<Conflict> of(OwnedTuples owned) {
    ConflictReport report = new ConflictReport();
    owned.lost().forEach(report::tellTuple);
    report.tellPackets(owned.holdings());
    return report.conflicts;
  }

  private void tellTuple(Lost lost) {
    String tuple = text(lost.where(), lost.loser().port());
    tell(lost.loser(), lost.winner(), tuple, "any > " + tuple);
  }

  private void tellPackets(List<Holding> holdings) {
    if (holdings.stream()
        .flatMap(one -> one.owners.stream())
        .noneMatch(one -> one.port().isAll())) {
      return;
    }
    Map<ClaimedPlace, Example> lowest = new LinkedHashMap<>();
    for (Holding holding : holdings) {
      for (ClaimedAddress where : holding.places) {
        for (Claim claim : holding.owners) {
          lowest.merge(
              new ClaimedPlace(claim, place(where)),
              new Example(claim, where),
              ConflictReport::lower);
        }
      }
    }
    Map<Place, Map<Rank, Example>> first = new TreeMap<>();
    lowest.forEach(
        (claimed, example) ->
            first
                .computeIfAbsent(claimed.place, absent -> new TreeMap<>())
                .merge(example.claim.rank(), example, ConflictReport::lower));
    lowest.values().stream()
        .filter(example -> example.claim.port().isAll())
        .forEach(example -> tellPackets(example, first));
  }

  private static Example lower(Example one, Example other) {
    return one.where.address().compareTo(other.where.address()) <= 0 ? one : other;
  }

  private void tellPackets(Example loser, Map<Place, Map<Rank, Example>> first) {
    Place here = place(loser.where);
    first.forEach(
        (place, ranks) -> {
          boolean crossesWan = place.site.isEmpty() || !place.site.equals(here.site);
          if (crossesWan && place.segment.equals(here.segment) && place.family == here.family) {
            ranks.values().stream()
                .filter(winner -> winner.claim.rank().compareTo(loser.claim.rank()) < 0)
                .forEach(winner -> tellPacket(loser, winner));
          }
        });
  }

  private void tellPacket(Example loser, Example winner) {
    boolean differ = !winner.claim.asked.treatment().equals(loser.claim.asked.treatment());
    if (!differ || winner.claim.service.key().equals(loser.claim.service.key())) {
      return;
    }
    String here = loser.where.address().addressText();
    String there = text(winner.where, winner.claim.port());
    tell(loser.claim, winner.claim, here + " with " + there, here + " > " + there);
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
        conflict.portName(),
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

  private static String text(ClaimedAddress where, TuplePort port) {
    String address =
        where.address().family() == IpFamily.IPV6
            ? "[" + where.address().addressText() + "]"
            : where.address().addressText();
    return port.isAll()
        ? address + " on all ports"
        : address + ":" + port.port() + "/" + port.protocol().orElseThrow();
  }
}
