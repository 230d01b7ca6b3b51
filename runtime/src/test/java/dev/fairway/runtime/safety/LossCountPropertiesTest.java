package dev.fairway.runtime.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.Declaration;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The count by sets agrees with one that looks at every address and every port by itself. */
class LossCountPropertiesTest {

  private static final int[] PORTS = {0, 1, 79, 80, 81, 443, 65_535};
  private static final List<Segment> SEGMENTS = List.of(Segment.DEFAULT, new Segment("guests"));
  private static final List<Optional<IpProtocol>> PROTOCOLS =
      List.of(Optional.of(IpProtocol.TCP), Optional.of(IpProtocol.UDP), Optional.empty());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void count_seeded_agreesWithTheNaiveModel(long seed) {
    Random random = new Random(seed);
    long explained = 0;
    long lost = 0;
    for (int round = 0; round < 150; round++) {
      World world = new World(random);
      LossCount count = new LossCount(world.plan, world.now, world.memory);
      Naive naive = new Naive(world);
      assertEquals(naive.total, count.total(), "round " + round);
      assertEquals(naive.services, new TreeMap<>(count.services()), "round " + round);
      explained += naive.excused;
      lost += count.total().lost();
    }
    assertTrue(explained > 100 && lost > 1000, "the worlds are not dull");
  }

  /** Random rules before and after, and Services that may or may not have an excuse. */
  private static final class World {

    final Plan plan;
    final ResolvedCluster now;
    final SafetyBaseline memory;
    final Map<ServiceKey, ResolvedService> earlier = new LinkedHashMap<>();
    final Map<ServiceKey, Set<IpPrefix>> leaving = new HashMap<>();

    World(Random random) {
      List<PathRule> before = rules(random);
      List<PathRule> after = random.nextInt(4) == 0 ? List.of() : rules(random);
      plan = SafetyFixture.plan(before, after);
      List<ResolvedService> current = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String name = "service-" + i;
        ResolvedService service = SafetyFixture.service(name, claims(random, before));
        earlier.put(service.key(), service);
        switch (random.nextInt(4)) {
          case 0 -> {}
          case 1 -> current.add(SafetyFixture.absent(name));
          default -> {
            Set<IpPrefix> gone = new HashSet<>(addresses(random));
            leaving.put(service.key(), gone);
            PortClaim[] kept = random.nextInt(3) == 0 ? new PortClaim[0] : claims(random, before);
            current.add(
                SafetyFixture.service(
                    name, new Declaration.Valid(SafetyFixture.INTENT), gone, kept));
          }
        }
      }
      now = SafetyFixture.cluster(current.toArray(ResolvedService[]::new));
      memory = SafetyFixture.after(earlier.values().toArray(ResolvedService[]::new)).seeing(now);
    }

    private static List<PathRule> rules(Random random) {
      Map<Object, PathRule> rules = new LinkedHashMap<>();
      for (int i = 0; i < 6; i++) {
        Optional<IpProtocol> protocol = PROTOCOLS.get(random.nextInt(PROTOCOLS.size()));
        List<IpPrefix> addresses = addresses(random);
        PathRule rule =
            SafetyFixture.rule(
                SEGMENTS.get(random.nextInt(2)),
                random.nextBoolean() ? SafetyFixture.MPLS : SafetyFixture.BIZ,
                protocol,
                addresses,
                protocol.isEmpty() ? new int[0] : ports(random));
        rules.put(rule.id(), rule);
      }
      return List.copyOf(new DesiredPolicy(List.copyOf(rules.values())).rules());
    }

    private static int[] ports(Random random) {
      return random.ints(random.nextInt(4), 0, PORTS.length).map(i -> PORTS[i]).toArray();
    }

    private static List<IpPrefix> addresses(Random random) {
      boolean six = random.nextInt(4) == 0;
      List<IpPrefix> addresses = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        int number = random.nextInt(8);
        addresses.add(six ? IpPrefix.parse("fd00::" + number + "/128") : SafetyFixture.pod(number));
      }
      return addresses.stream().distinct().toList();
    }

    private static PortClaim[] claims(Random random, List<PathRule> rules) {
      List<PortClaim> claims = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        PathRule like = rules.get(random.nextInt(rules.size()));
        int port = PORTS[1 + random.nextInt(PORTS.length - 1)];
        AddressPort tuple =
            like.protocol().map(protocol -> AddressPort.of(protocol, port)).orElse(AddressPort.ALL);
        claims.add(SafetyFixture.claim(like.scope().segment(), tuple, addresses(random)));
      }
      return claims.toArray(PortClaim[]::new);
    }
  }

  /** Every address, every port that anybody speaks of, one at a time. */
  private static final class Naive {

    private final World world;
    final Loss total;
    final Map<ServiceKey, Loss> services = new TreeMap<>();
    int excused;

    private record Pair(
        Segment segment, Optional<IpProtocol> protocol, Object ports, IpPrefix at) {}

    Naive(World world) {
      this.world = world;
      Map<Pair, PathRule> pairs = new LinkedHashMap<>();
      for (PathRule rule : world.plan.before()) {
        if (rule.direction() == Direction.TO_SERVICE) {
          for (IpPrefix at : all()) {
            if (rule.serviceAddresses().contains(at)) {
              pairs.put(
                  new Pair(rule.scope().segment(), rule.protocol(), rule.servicePorts(), at), rule);
            }
          }
        }
      }
      long lost =
          pairs.entrySet().stream().filter(pair -> lost(pair.getKey(), pair.getValue())).count();
      total = new Loss(pairs.size(), lost);
      world.earlier.keySet().forEach(key -> count(key, pairs));
    }

    private static List<IpPrefix> all() {
      List<IpPrefix> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(SafetyFixture.pod(i));
        all.add(IpPrefix.parse("fd00::" + i + "/128"));
      }
      return all;
    }

    /** Ports that stand for all the others: each that is named, and one that is not. */
    private static List<Integer> ports(PathRule rule) {
      List<Integer> ports = new ArrayList<>();
      for (int port : new int[] {0, 1, 2, 79, 80, 81, 443, 444, 65_535}) {
        if (rule.servicePorts().isEmpty() || rule.servicePorts().get().contains(port)) {
          ports.add(port);
        }
      }
      return ports;
    }

    private boolean lost(Pair pair, PathRule rule) {
      boolean lost = false;
      for (int port : ports(rule)) {
        if (!covered(pair, port)) {
          if (excused(pair, port)) {
            excused++;
          } else {
            lost = true;
          }
        }
      }
      return lost;
    }

    private boolean covered(Pair pair, int port) {
      return world.plan.after().stream()
          .anyMatch(
              rule ->
                  rule.scope().segment().equals(pair.segment)
                      && rule.serviceAddresses().contains(pair.at)
                      && (rule.protocol().isEmpty() || rule.protocol().equals(pair.protocol))
                      && (rule.servicePorts().isEmpty()
                          || rule.servicePorts().get().contains(port)));
    }

    private boolean claims(ServiceKey key, Pair pair, int port) {
      for (PortClaim claim : world.earlier.get(key).claims()) {
        boolean samePort =
            claim.port().protocol().equals(pair.protocol)
                && (claim.port().isAll() || claim.port().port() == port);
        if (samePort
            && claim
                .addresses()
                .contains(new ClaimedAddress(pair.segment, pair.at, Optional.empty()))) {
          return true;
        }
      }
      return false;
    }

    private boolean excused(Pair pair, int port) {
      List<ServiceKey> claimants =
          world.earlier.keySet().stream().filter(key -> claims(key, pair, port)).toList();
      return !claimants.isEmpty() && claimants.stream().allMatch(key -> explains(key, pair.at));
    }

    private boolean explains(ServiceKey key, IpPrefix at) {
      Optional<ResolvedService> now = world.now.service(key);
      if (now.isEmpty() || now.get().declaration() instanceof Declaration.Absent) {
        return true;
      }
      return !now.get().claims().isEmpty()
          && world.leaving.getOrDefault(key, Set.of()).contains(at);
    }

    private void count(ServiceKey key, Map<Pair, PathRule> pairs) {
      long had = 0;
      long lost = 0;
      for (Map.Entry<Pair, PathRule> one : pairs.entrySet()) {
        boolean mine = false;
        boolean missing = false;
        for (int port : ports(one.getValue())) {
          if (claims(key, one.getKey(), port)) {
            mine = true;
            missing |= !covered(one.getKey(), port) && !explains(key, one.getKey().at);
          }
        }
        had += mine ? 1 : 0;
        lost += missing ? 1 : 0;
      }
      if (lost > 0) {
        services.put(key, new Loss(had, lost));
      }
    }
  }

  @Test
  void count_manyAddressesOfManyServices_addsUp() {
    List<IpPrefix> all = new ArrayList<>();
    ResolvedService[] services = new ResolvedService[2000];
    for (int i = 0; i < services.length; i++) {
      List<IpPrefix> own = new ArrayList<>();
      for (int pod = 0; pod < 75; pod++) {
        int number = 2 * (75 * i + pod);
        own.add(
            IpPrefix.parse(
                "10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255) + "/32"));
      }
      all.addAll(own);
      services[i] = SafetyFixture.service("service-" + i, SafetyFixture.claim(80, own));
    }
    SafetyBaseline memory = SafetyFixture.after(services);
    Plan plan =
        SafetyFixture.plan(List.of(SafetyFixture.rule(SafetyFixture.MPLS, all, 80)), List.of());
    LossCount count = new LossCount(plan, SafetyFixture.cluster(services), memory);
    assertEquals(new Loss(150_000, 150_000), count.total());
    assertEquals(2000, count.services().size());
    assertEquals(new Loss(75, 75), count.services().get(SafetyFixture.key("service-7")));
  }
}
