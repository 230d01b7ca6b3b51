package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Who is told that somebody else's treatment holds for packets of theirs, held against packets. */
class ConflictPropertiesTest {

  private static final TargetProfile ANYTHING = TargetProfile.unlimited(Commit.WHOLE_PLAN);
  private static final int NOBODYS_PORT = 40_000;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private record World(ResolvedFleet fleet, ResolvedCluster cluster, List<Conflict> conflicts) {

    static World of(long seed) {
      WanInventory wan = RandomTopology.wan(seed % 2 == 0);
      ResolvedFleet fleet =
          Resolver.resolve(new RandomTopology(seed).fleet(1, 2 + (int) (seed % 5)), wan, ANYTHING);
      ResolvedCluster cluster = fleet.clusters().get(fleet.clusters().firstKey());
      return new World(fleet, cluster, Translator.translate(cluster, wan, ANYTHING).conflicts());
    }

    void eachClaim(BiConsumer<ResolvedService, PortClaim> look) {
      cluster.services().forEach(one -> one.claims().forEach(claim -> look.accept(one, claim)));
    }

    Stream<ClaimedAddress> addresses() {
      return cluster.services().stream()
          .flatMap(service -> service.claims().stream())
          .flatMap(claim -> claim.addresses().stream());
    }

    boolean isTold(ServiceKey loser) {
      return conflicts.stream().anyMatch(one -> one.loser().equals(loser));
    }

    boolean isTold(ServiceKey loser, ServiceKey winner) {
      return conflicts.stream()
          .anyMatch(one -> one.loser().equals(loser) && one.winner().equals(winner));
    }

    boolean isTold(ServiceKey loser, Treatment given) {
      return conflicts.stream()
          .anyMatch(one -> one.loser().equals(loser) && one.given().equals(given));
    }

    /** The ports that anybody claims at the address, all ports among them. */
    SortedSet<AddressPort> portsAt(ClaimedAddress where) {
      SortedSet<AddressPort> ports = new TreeSet<>(Set.of(AddressPort.ALL));
      eachClaim(
          (service, claim) -> {
            if (claim.addresses().stream().anyMatch(one -> isSame(one, where))) {
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
        : new Flow(segment, from, to, port.protocol().orElseThrow(), NOBODYS_PORT, port.port());
  }

  private static IpPrefix stranger(IpFamily family) {
    return IpPrefix.parse(family == IpFamily.IPV4 ? "203.0.113.9" : "2001:db8::9");
  }

  private static Flow fromAStranger(ClaimedAddress to, AddressPort port) {
    return packet(to.segment(), stranger(to.address().family()), to.address(), port);
  }

  /** True where somebody else's other treatment holds for the packet. */
  private static boolean isLost(Decision decision, ServiceKey service, PortClaim claim) {
    return decision instanceof Decision.Treated treated
        && !treated.service().equals(service)
        && !treated.wanted().equals(claim.treatment());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void conflicts_tupleThatAnotherServiceHasWithAnotherTreatment_isToldWithItsOwner(long seed) {
    World world = World.of(seed);
    world.eachClaim(
        (service, claim) -> {
          for (ClaimedAddress where : claim.addresses()) {
            Flow flow = fromAStranger(where, claim.port());
            Decision decision = PacketSemantics.decide(world.fleet, flow);
            if (isLost(decision, service.key(), claim)) {
              ServiceKey winner = ((Decision.Treated) decision).service();
              assertTrue(world.isTold(service.key(), winner), () -> flow + ": " + decision);
            }
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void conflicts_portTakenFromAnAddressThatIsAskedForWhole_isTold(long seed) {
    World world = World.of(seed);
    world.eachClaim(
        (service, claim) -> {
          for (ClaimedAddress where : claim.port().isAll() ? claim.addresses() : noAddress()) {
            for (AddressPort port : world.portsAt(where)) {
              Flow flow = fromAStranger(where, port);
              Decision decision = PacketSemantics.decide(world.fleet, flow);
              if (isLost(decision, service.key(), claim)) {
                Decision.Treated treated = (Decision.Treated) decision;
                assertTrue(
                    world.isTold(service.key(), treated.service())
                        || world.isTold(service.key(), treated.wanted()),
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
  void conflicts_packetOfAnAddressThatIsAskedForWhole_isToldWhereTheOtherEndDecides(long seed) {
    World world = World.of(seed);
    world.eachClaim(
        (service, claim) -> {
          for (ClaimedAddress from : claim.port().isAll() ? claim.addresses() : noAddress()) {
            world
                .addresses()
                .filter(to -> to.segment().equals(from.segment()))
                .filter(to -> to.address().family() == from.address().family())
                .filter(to -> isAtOneSite(world, to) && isAtOneSite(world, from))
                .forEach(to -> requireTold(world, service, claim, from, to));
          }
        });
  }

  private static void requireTold(
      World world,
      ResolvedService service,
      PortClaim claim,
      ClaimedAddress from,
      ClaimedAddress to) {
    for (AddressPort port : world.portsAt(to)) {
      Flow flow = packet(from.segment(), from.address(), to.address(), port);
      Decision decision = PacketSemantics.decide(world.fleet, flow);
      if (isLost(decision, service.key(), claim)) {
        assertTrue(world.isTold(service.key()), () -> flow + ": " + decision);
      }
    }
  }

  /**
   * False where Services say different things about one address, so that it is nowhere for sure.
   */
  private static boolean isAtOneSite(World world, ClaimedAddress where) {
    return world
            .addresses()
            .filter(one -> isSame(one, where))
            .map(ClaimedAddress::site)
            .distinct()
            .count()
        == 1;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void conflicts_eachExample_isAPacketThatGetsWhatItSays(long seed) {
    World world = World.of(seed);
    Set<List<ServiceKey>> pairs = new HashSet<>();
    for (Conflict conflict : world.conflicts) {
      assertTrue(pairs.add(List.of(conflict.loser(), conflict.winner())), conflict::toString);
      assertNotEquals(conflict.wanted(), conflict.given());
      String[] ends = conflict.example().split(" > ", -1);
      ClaimedAddress to = claimed(world, ends[1]);
      boolean fromAny = ends[0].equals("any");
      Flow flow =
          fromAny
              ? fromAStranger(to, port(ends[1]))
              : packet(
                  to.segment(), claimed(world, ends[0]).address(), to.address(), port(ends[1]));
      Decision decision = PacketSemantics.decide(world.fleet, flow);
      if (decision instanceof Decision.Treated treated) {
        assertEquals(conflict.given(), treated.wanted(), conflict::toString);
        assertEquals(conflict.winner(), treated.service(), conflict::toString);
      } else {
        assertTrue(
            !fromAny && !(isAtOneSite(world, to) && isAtOneSite(world, claimed(world, ends[0]))),
            () -> conflict + " " + decision);
      }
    }
  }

  private static ClaimedAddress claimed(World world, String end) {
    String address = end.replaceAll("[\\[\\]]|( on all ports|:[0-9]+/[a-z]+)$", "");
    IpPrefix wanted = IpPrefix.parse(address);
    return world.addresses().filter(one -> one.address().equals(wanted)).findFirst().orElseThrow();
  }

  private static AddressPort port(String end) {
    if (end.endsWith(" on all ports")) {
      return AddressPort.ALL;
    }
    String[] port = end.substring(end.lastIndexOf(':') + 1).split("/", -1);
    return AddressPort.of(IpProtocol.parse(port[1]), Integer.parseInt(port[0]));
  }
}
