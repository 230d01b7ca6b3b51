package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.scenario.RandomTopology;
import dev.fairway.core.semantics.Decision;
import dev.fairway.core.semantics.PacketSemantics;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reported conflicts, compared with the definition for packets. */
class ConflictPropertiesTest {

  private static final TargetProfile ANYTHING = TargetProfile.unlimited(Commit.WHOLE_PLAN);
  private static final List<Endpoint.Kind> PODS = List.of(Endpoint.Kind.POD);
  private static final List<Endpoint.Kind> ANY_KIND = List.of(Endpoint.Kind.values());
  private static final int CLIENT_PORT = 40_000;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private record ConflictedFleet(
      ResolvedFleet resolved, ResolvedCluster cluster, List<Conflict> conflicts) {

    static ConflictedFleet of(long seed) {
      WanInventory wan = RandomTopology.wan(seed % 2 == 0);
      ResolvedFleet resolved =
          Resolver.resolve(
              new RandomTopology(seed, seed % 3 == 0 ? PODS : ANY_KIND)
                  .fleet(1, 2 + (int) (seed % 5)),
              wan,
              ANYTHING);
      ResolvedCluster cluster = resolved.clusters().get(resolved.clusters().firstKey());
      return new ConflictedFleet(
          resolved, cluster, Translator.translate(cluster, wan, ANYTHING).conflicts());
    }

    void eachClaim(BiConsumer<ResolvedService, PortClaim> check) {
      cluster
          .services()
          .forEach(service -> service.claims().forEach(claim -> check.accept(service, claim)));
    }

    Stream<ClaimedAddress> addresses() {
      return cluster.services().stream()
          .flatMap(service -> service.claims().stream())
          .flatMap(claim -> claim.addresses().stream());
    }

    boolean isReported(ServiceKey loser) {
      return conflicts.stream().anyMatch(conflict -> conflict.loser().equals(loser));
    }

    boolean isReported(ServiceKey loser, ServiceKey winner) {
      return conflicts.stream()
          .anyMatch(conflict -> conflict.loser().equals(loser) && conflict.winner().equals(winner));
    }

    boolean isReported(ServiceKey loser, Treatment given) {
      return conflicts.stream()
          .anyMatch(conflict -> conflict.loser().equals(loser) && conflict.given().equals(given));
    }

    /** The claimed ports of the address, all ports among them. */
    SortedSet<AddressPort> portsAt(ClaimedAddress where) {
      SortedSet<AddressPort> ports = new TreeSet<>(Set.of(AddressPort.ALL));
      eachClaim(
          (service, claim) -> {
            if (claim.addresses().stream().anyMatch(address -> isSame(address, where))) {
              ports.add(claim.port());
            }
          });
      return ports;
    }
  }

  private static boolean isSame(ClaimedAddress one, ClaimedAddress other) {
    return one.segment().equals(other.segment()) && one.address().equals(other.address());
  }

  private static Flow packet(Segment segment, IpPrefix from, IpPrefix to, AddressPort port) {
    return port.isAll()
        ? Flow.withoutPorts(segment, from, to, IpProtocol.ICMP)
        : new Flow(segment, from, to, port.protocol().orElseThrow(), CLIENT_PORT, port.port());
  }

  private static IpPrefix unclaimed(IpFamily family) {
    return IpPrefix.parse(family == IpFamily.IPV4 ? "203.0.113.9" : "2001:db8::9");
  }

  private static Flow fromUnclaimed(ClaimedAddress to, AddressPort port) {
    return packet(to.segment(), unclaimed(to.address().family()), to.address(), port);
  }

  /** True where the definition says that the packet is lost to the Service that claims an end. */
  private static boolean isLost(
      Decision decision, ServiceKey service, PortClaim claim, boolean atDestination) {
    return decision instanceof Decision.Treated treated
        && treated.isTakenFrom(service, claim, atDestination);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void conflicts_portOwnedByAnotherServiceWithAnotherTreatment_isReportedWithItsOwner(long seed) {
    ConflictedFleet fleet = ConflictedFleet.of(seed);
    fleet.eachClaim(
        (service, claim) -> {
          for (ClaimedAddress where : claim.addresses()) {
            Flow flow = fromUnclaimed(where, claim.port());
            Decision decision = PacketSemantics.decide(fleet.resolved, flow);
            if (isLost(decision, service.key(), claim, true)) {
              ServiceKey winner = ((Decision.Treated) decision).service();
              assertTrue(fleet.isReported(service.key(), winner), () -> flow + ": " + decision);
            }
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void conflicts_portTakenFromAClaimOnAllPorts_isReported(long seed) {
    ConflictedFleet fleet = ConflictedFleet.of(seed);
    fleet.eachClaim(
        (service, claim) -> {
          for (ClaimedAddress where : claim.port().isAll() ? claim.addresses() : noAddress()) {
            for (AddressPort port : fleet.portsAt(where)) {
              Flow flow = fromUnclaimed(where, port);
              Decision decision = PacketSemantics.decide(fleet.resolved, flow);
              if (isLost(decision, service.key(), claim, true)) {
                Decision.Treated treated = (Decision.Treated) decision;
                assertTrue(
                    fleet.isReported(service.key(), treated.service())
                        || fleet.isReported(service.key(), treated.wanted()),
                    () -> flow + ": " + decision);
              }
            }
          }
        });
  }

  private static List<ClaimedAddress> noAddress() {
    return List.of();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void conflicts_packetOfAClaimOnAllPorts_isReportedWhereTheOtherEndDecides(long seed) {
    ConflictedFleet fleet = ConflictedFleet.of(seed);
    fleet.eachClaim(
        (service, claim) -> {
          for (ClaimedAddress from : claim.port().isAll() ? claim.addresses() : noAddress()) {
            fleet
                .addresses()
                .filter(to -> to.segment().equals(from.segment()))
                .filter(to -> to.address().family() == from.address().family())
                .filter(to -> isAtOneSite(fleet, to) && isAtOneSite(fleet, from))
                .forEach(to -> requireReported(fleet, service, claim, from, to));
          }
        });
  }

  private static void requireReported(
      ConflictedFleet fleet,
      ResolvedService service,
      PortClaim claim,
      ClaimedAddress from,
      ClaimedAddress to) {
    for (AddressPort port : fleet.portsAt(to)) {
      Flow flow = packet(from.segment(), from.address(), to.address(), port);
      Decision decision = PacketSemantics.decide(fleet.resolved, flow);
      if (isLost(decision, service.key(), claim, false)) {
        assertTrue(fleet.isReported(service.key()), () -> flow + ": " + decision);
      }
    }
  }

  /** False where Services disagree about the site of an address. */
  private static boolean isAtOneSite(ConflictedFleet fleet, ClaimedAddress where) {
    return fleet
            .addresses()
            .filter(address -> isSame(address, where))
            .map(ClaimedAddress::site)
            .distinct()
            .count()
        == 1;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void conflicts_eachExample_isAPacketWithTheGivenTreatment(long seed) {
    ConflictedFleet fleet = ConflictedFleet.of(seed);
    Set<List<ServiceKey>> pairs = new HashSet<>();
    for (Conflict conflict : fleet.conflicts) {
      assertTrue(pairs.add(List.of(conflict.loser(), conflict.winner())), conflict::toString);
      assertNotEquals(conflict.wanted(), conflict.given());
      String[] ends = conflict.example().split(" > ", -1);
      ClaimedAddress to = claimed(fleet, ends[1]);
      boolean fromAny = ends[0].equals("any");
      Flow flow =
          fromAny
              ? fromUnclaimed(to, port(ends[1]))
              : packet(
                  to.segment(), claimed(fleet, ends[0]).address(), to.address(), port(ends[1]));
      Decision decision = PacketSemantics.decide(fleet.resolved, flow);
      if (decision instanceof Decision.Treated treated) {
        assertEquals(conflict.given(), treated.wanted(), conflict::toString);
        assertEquals(conflict.winner(), treated.service(), conflict::toString);
        assertTrue(isLost(fleet, treated, conflict.loser(), flow), conflict::toString);
      } else {
        assertTrue(
            !fromAny && !(isAtOneSite(fleet, to) && isAtOneSite(fleet, claimed(fleet, ends[0]))),
            () -> conflict + " " + decision);
      }
    }
  }

  private static boolean isLost(
      ConflictedFleet fleet, Decision decision, ServiceKey loser, Flow flow) {
    List<Boolean> lost = new ArrayList<>();
    fleet.eachClaim(
        (service, claim) -> {
          for (ClaimedAddress where : claim.addresses()) {
            boolean atDestination = where.address().equals(flow.destination());
            if (service.key().equals(loser)
                && (atDestination || where.address().equals(flow.source()))) {
              lost.add(isLost(decision, loser, claim, atDestination));
            }
          }
        });
    return lost.contains(true);
  }

  private static ClaimedAddress claimed(ConflictedFleet fleet, String end) {
    String address = end.replaceAll("[\\[\\]]|( on all ports|:[0-9]+/[a-z]+)$", "");
    IpPrefix wanted = IpPrefix.parse(address);
    return fleet
        .addresses()
        .filter(claimed -> claimed.address().equals(wanted))
        .findFirst()
        .orElseThrow();
  }

  private static AddressPort port(String end) {
    if (end.endsWith(" on all ports")) {
      return AddressPort.ALL;
    }
    String[] port = end.substring(end.lastIndexOf(':') + 1).split("/", -1);
    return AddressPort.of(IpProtocol.parse(port[1]), Integer.parseInt(port[0]));
  }
}
