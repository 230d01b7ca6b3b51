package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PeerTable;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.scenario.RandomPackets;
import dev.fairway.core.scenario.RandomPathChoices;
import dev.fairway.core.scenario.RandomWorld;
import dev.fairway.core.scenario.RandomWorld.World;
import dev.fairway.core.scenario.Scenarios;
import dev.fairway.core.semantics.Decision;
import dev.fairway.core.semantics.PacketSemantics;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of retained endpoints: behind all others, and the first to go where room is short. */
class RetainedRulesTest {

  private static final TargetProfile ANYTHING = TargetProfile.unlimited(Commit.WHOLE_PLAN);
  private static final int PACKETS_A_CLUSTER = 100;

  static LongStream seeds() {
    return LongStream.range(0, 25);
  }

  private static ResolvedFleet alone(ResolvedCluster cluster, WanInventory wan) {
    return new ResolvedFleet(new TreeMap<>(Map.of(cluster.owner(), cluster)), wan);
  }

  private static Stream<ClaimedAddress> places(ResolvedCluster cluster) {
    return cluster.services().stream()
        .flatMap(service -> service.claims().stream())
        .flatMap(claim -> claim.addresses().stream());
  }

  /**
   * The fleet without its retained endpoints, on a WAN that knows of itself what their addresses
   * add to it: that they are routed, and their sites.
   */
  private static ResolvedFleet withoutRetained(ResolvedCluster cluster, WanInventory wan) {
    ResolvedCluster listed = cluster.withoutRetained();
    List<Network> networks = new ArrayList<>(wan.networks());
    List<Network> peers = new ArrayList<>(cluster.peers().networks());
    SortedMap<Segment, DualStackPrefixSet> routed = new TreeMap<>(wan.routed());
    places(cluster)
        .filter(place -> places(listed).noneMatch(other -> isSame(place, other)))
        .forEach(
            place -> {
              Segment segment = place.segment();
              IpPrefix address = place.address();
              Flow packet = Flow.withoutPorts(segment, address, address, IpProtocol.ICMP);
              networks.add(
                  new Network(
                      address,
                      segment,
                      PacketSemantics.siteOf(alone(cluster, wan), packet, address)));
              peers.add(new Network(address, segment, cluster.peers().siteOf(segment, address)));
              routed.computeIfPresent(segment, (same, known) -> with(known, address));
            });
    PeerTable table =
        new PeerTable(peers, cluster.peers().protectedAddresses(), cluster.peers().choices());
    return alone(
        new ResolvedCluster(
            listed.name(),
            listed.owner(),
            listed.completeness(),
            listed.services(),
            listed.diagnostics(),
            table),
        new WanInventory(wan.sites(), networks, wan.tunnels(), routed, wan.functions()));
  }

  private static DualStackPrefixSet with(DualStackPrefixSet known, IpPrefix address) {
    List<IpPrefix> prefixes = new ArrayList<>(known.ipv4().prefixes());
    prefixes.addAll(known.ipv6().prefixes());
    prefixes.add(address);
    return DualStackPrefixSet.of(prefixes);
  }

  private static boolean isSame(ClaimedAddress one, ClaimedAddress other) {
    return one.segment().equals(other.segment()) && one.address().equals(other.address());
  }

  /** True where the claim that applies is at a retained endpoint. */
  private static boolean isRetained(ResolvedCluster cluster, Flow flow, Decision.Treated treated) {
    IpPrefix end = treated.atDestination() ? flow.destination() : flow.source();
    return cluster.service(treated.service()).orElseThrow().claims().stream()
        .filter(claim -> claim.port().equals(treated.port()))
        .filter(claim -> claim.treatment().equals(treated.declared()))
        .flatMap(claim -> claim.addresses().stream())
        .anyMatch(
            place ->
                place.retained()
                    && place.segment().equals(flow.segment())
                    && place.address().equals(end));
  }

  @Test
  void decide_withRetainedEndpoints_isAsWithoutThemWhereAnythingElseTreatsThePacket() {
    Map<String, Integer> seen = new TreeMap<>();
    for (long seed = 0; seed < RandomPackets.budget() / PACKETS_A_CLUSTER / 2; seed++) {
      World world = RandomWorld.world(seed, 5);
      ResolvedFleet resolved = Resolver.resolve(world.fleet(), world.wan(), ANYTHING);
      ResolvedFleet fleet =
          seed % 2 == 0 ? resolved : resolved.withChoices(RandomPathChoices.of(seed, resolved));
      for (ResolvedCluster cluster : fleet.clusters().values()) {
        ResolvedFleet with = alone(cluster, fleet.wan());
        ResolvedFleet without = withoutRetained(cluster, fleet.wan());
        RandomPackets packets = new RandomPackets(seed, with, DesiredPolicy.EMPTY);
        for (int i = 0; i < PACKETS_A_CLUSTER; i++) {
          Flow flow = packets.next();
          Decision listed = PacketSemantics.decide(without, flow);
          Decision all = PacketSemantics.decide(with, flow);
          if (listed instanceof Decision.Unclaimed && all instanceof Decision.Treated treated) {
            assertTrue(isRetained(cluster, flow, treated), flow + ": " + all);
            seen.merge("retained", 1, Integer::sum);
          } else {
            assertEquals(listed, all, "seed " + seed + ", " + flow);
            seen.merge(listed.getClass().getSimpleName(), 1, Integer::sum);
          }
        }
      }
    }
    assertEquals(List.of("Local", "Treated", "Unclaimed", "retained"), List.copyOf(seen.keySet()));
    seen.values()
        .forEach(count -> assertTrue(count > RandomPackets.budget() / 100, seen::toString));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void translate_retainedEndpoints_haveRulesOfTheirOwnBehindAllOthersOfTheirOwner(long seed) {
    TranslatedWorld world = TranslatedWorld.of(seed, ANYTHING);
    for (OwnerId owner : world.fleet().clusters().keySet()) {
      List<Boolean> retained =
          world.policy().rules().stream()
              .filter(rule -> rule.owner().equals(owner))
              .map(world::isRetained)
              .toList();
      assertEquals(retained.stream().sorted().toList(), retained);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void translate_otherRules_areThoseWithoutRetainedEndpointsWithTheSameIdsAndTexts(long seed) {
    World world = RandomWorld.world(seed, 5);
    ResolvedFleet fleet = Resolver.resolve(world.fleet(), world.wan(), ANYTHING);
    for (ResolvedCluster cluster : fleet.clusters().values()) {
      Translation with = Translator.translate(cluster, withScope(fleet, cluster), ANYTHING);
      ResolvedFleet without = withoutRetained(cluster, fleet.wan());
      Translation alone =
          Translator.translate(without.clusters().get(cluster.owner()), without.wan(), ANYTHING);
      assertEquals(
          text(alone, alone.policy().rules().stream().map(PathRule::id).toList()),
          text(
              with,
              with.policy().rules().stream()
                  .map(PathRule::id)
                  .filter(id -> !with.origins().get(id).rank().startsWith("retained/"))
                  .toList()));
    }
  }

  /** The inventory that knows of itself what retained addresses add to it. */
  private static WanInventory withScope(ResolvedFleet fleet, ResolvedCluster cluster) {
    return withoutRetained(cluster, fleet.wan()).wan();
  }

  private static List<String> text(Translation translation, List<RuleId> ids) {
    return ids.stream().map(id -> translation.policy().rule(id).orElseThrow().canonical()).toList();
  }

  private static final String STRICT = "ports=every tunnel=mpls fallback=none";

  private static String service(String name, int age, String addresses) {
    return """
    service shop/%s age=%d p:tcp:80
    asks %s
    behind p tcp/8080 %s
    """
        .formatted(name, age, STRICT, addresses);
  }

  private static List<String> told(Translation translation) {
    return translation.diagnostics().stream()
        .map(diagnostic -> diagnostic.code().text() + " " + diagnostic.subject().name())
        .toList();
  }

  @Test
  void translate_noRoomForRetainedEndpoints_leavesAllOfThemOutBeforeAnyService() {
    String world =
        service("a", 9, "10.1.0.1=retained 10.1.0.2=retained")
            + service("b", 5, "10.1.0.3=retained 10.1.0.4")
            + service("c", 1, "10.1.0.5");
    Translation whole = Scenarios.translated("limit RULES 4\n" + world);
    assertFalse(whole.withoutRetained());
    assertEquals(4, whole.policy().rules().size());
    assertEquals(List.of(), told(whole));

    Translation fewer = Scenarios.translated("limit RULES 3\n" + world);
    assertTrue(fewer.withoutRetained());
    assertEquals(Set.of(), fewer.leftOut());
    assertEquals(Scenarios.policy(withoutRetainedAddresses(world)), fewer.policy());
    assertEquals(List.of("Retained shop-eu/shop/a", "Retained shop-eu/shop/b"), told(fewer));
    assertEquals(
        List.of(
            "2 retained addresses, 10.1.0.1 the first, have no rules, because the target takes no"
                + " more than 3 rules and any number of prefixes, and what the EndpointSlices list"
                + " comes first; raise the limit, or steer fewer Services",
            "the retained address 10.1.0.3 has no rule, because the target takes no more than 3"
                + " rules and any number of prefixes, and what the EndpointSlices list comes"
                + " first; raise the limit, or steer fewer Services"),
        fewer.diagnostics().stream().map(Diagnostic::message).toList());
  }

  private static String withoutRetainedAddresses(String world) {
    return world.replaceAll(" [0-9.]+=retained", "");
  }

  @Test
  void translate_noRoomWithoutRetainedEndpointsEither_leavesOutTheYoungestWithAnythingListed() {
    String other = service("c", 1, "10.1.0.5").replace("mpls", "biz-internet");
    Translation translation =
        Scenarios.translated(
            "limit RULES 3\n"
                + service("gone", 0, "10.1.0.1=retained")
                + service("b", 5, "10.1.0.4")
                + other);
    assertTrue(translation.withoutRetained());
    assertEquals(List.of("c"), translation.leftOut().stream().map(ServiceKey::name).toList());
    assertEquals(Scenarios.policy(service("b", 5, "10.1.0.4")), translation.policy());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void translate_fewRules_leavesNoServiceOutThatWouldFitWithoutRetainedEndpoints(long seed) {
    World world = RandomWorld.world(seed, 5);
    TargetProfile few = ANYTHING.withLimit(Limit.RULES, 4 + (int) (seed % 20));
    ResolvedFleet fleet = Resolver.resolve(world.fleet(), world.wan(), few);
    for (ResolvedCluster cluster : fleet.clusters().values()) {
      Translation translation = Translator.translate(cluster, fleet.wan(), few);
      Translation listed = Translator.translate(cluster.withoutRetained(), fleet.wan(), few);
      if (translation.withoutRetained()) {
        assertEquals(listed.policy(), translation.policy());
        assertEquals(listed.leftOut(), translation.leftOut());
        assertEquals(
            cluster.retainedAddresses().keySet().stream().map(ServiceKey::subject).toList(),
            translation.diagnostics().stream()
                .filter(diagnostic -> diagnostic.code() == DiagnosticCode.RETAINED)
                .map(Diagnostic::subject)
                .toList());
      } else {
        assertTrue(
            translation.leftOut().isEmpty() || cluster.retainedAddresses().isEmpty(),
            "seed " + seed);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void conflicts_withRetainedEndpoints_areThoseOfTheSameServicesWithoutThem(long seed) {
    World world = RandomWorld.world(seed, 5);
    ResolvedFleet fleet = Resolver.resolve(world.fleet(), world.wan(), ANYTHING);
    for (ResolvedCluster cluster : fleet.clusters().values()) {
      assertEquals(
          losersAndWinners(cluster.withoutRetained(), fleet.wan()),
          losersAndWinners(cluster, fleet.wan()));
    }
  }

  private static List<List<ServiceKey>> losersAndWinners(
      ResolvedCluster cluster, WanInventory wan) {
    return Translator.translate(cluster, wan, ANYTHING).conflicts().stream()
        .map(conflict -> List.of(conflict.loser(), conflict.winner()))
        .toList();
  }

  @Test
  void conflicts_whatARetainedEndpointLoses_isNone() {
    for (String[] ports : new String[][] {{"every", "every"}, {"every", "all"}, {"all", "every"}}) {
      Translation translation =
          Scenarios.translated(
              """
              service shop/gone age=9 p:tcp:80
              asks ports=%s tunnel=mpls fallback=none
              behind p tcp/8080 10.1.0.1=retained 10.2.0.1=retained
              service shop/new age=1 p:tcp:80
              asks ports=%s tunnel=biz-internet fallback=any
              behind p tcp/8080 10.1.0.1 10.3.0.1
              """
                  .formatted(ports[0], ports[1]));
      assertEquals(List.of(), translation.conflicts(), ports[0] + " " + ports[1]);
    }
  }
}
