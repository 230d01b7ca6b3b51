package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.proof.ExhaustiveCheck;
import dev.fairway.core.proof.PacketClasses;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PathChoices;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.scenario.RandomPackets;
import dev.fairway.core.scenario.RandomWorld;
import dev.fairway.core.scenario.RandomWorld.World;
import dev.fairway.core.scenario.ShuffledInput;
import dev.fairway.core.semantics.Decision;
import dev.fairway.core.semantics.PacketSemantics;
import dev.fairway.core.wan.SiteId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every translation, tried on random worlds in which every word is asked for, with
 * choices for pairs of sites in every other one. The seed is the name of the run.
 */
class WordsPropertiesTest {

  private static final TargetProfile ANYTHING = TargetProfile.unlimited(Commit.WHOLE_PLAN);
  private static final int PACKETS_A_WORLD = 200;
  private static final String ALL_PORTS = " on all ports";

  static LongStream seeds() {
    return LongStream.range(0, 25);
  }

  @Test
  void decide_packetsOfWorldsWithEveryWord_equalsTheDefinition() {
    for (long seed = 0; seed < RandomPackets.budget() / PACKETS_A_WORLD; seed++) {
      TranslatedWorld.of(seed, ANYTHING).assertEqualsTheDefinition(seed, PACKETS_A_WORLD);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("smallSeeds")
  void check_everyPacketClassOfASmallWorld_findsNoWitness(long seed) {
    TranslatedWorld world = TranslatedWorld.of(RandomWorld.world(seed, 1), seed, ANYTHING);
    ExhaustiveCheck.Result result = ExhaustiveCheck.check(world.fleet(), world.policy());
    assertEquals(Optional.empty(), result.witness());
    assertTrue(result.classes() >= 100, "compared only " + result.classes());
  }

  static LongStream smallSeeds() {
    return LongStream.range(5_000, 5_004);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decide_aReply_hasTheTreatmentOfItsRequestWhereBothEndsAreOnTheWan(long seed) {
    TranslatedWorld world = TranslatedWorld.of(seed, ANYTHING);
    RandomPackets random = new RandomPackets(seed, world.fleet(), world.policy());
    for (int i = 0; i < 300; i++) {
      Flow flow = random.next();
      if (inScope(world.fleet(), flow) && inScope(world.fleet(), flow.reversed())) {
        Decision request = PacketSemantics.decide(world.fleet(), flow);
        Decision reply = PacketSemantics.decide(world.fleet(), flow.reversed());
        assertEquals(request.treatment(), reply.treatment(), flow::toString);
        for (SiteId site : world.fleet().wan().siteIds()) {
          assertEquals(
              world.policy().decide(flow, site).map(PathRule::treatment),
              world.policy().decide(flow.reversed(), site).map(PathRule::treatment),
              flow::toString);
        }
      }
    }
  }

  private static boolean inScope(ResolvedFleet fleet, Flow flow) {
    DualStackPrefixSet routed = fleet.wan().routed().get(flow.segment());
    return routed == null || routed.contains(flow.destination());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void translate_inputInAnyOrder_givesTheSameBytesAndMessages(long seed) {
    World world = RandomWorld.world(seed, 5);
    TranslatedWorld first = TranslatedWorld.of(world, seed, ANYTHING);
    TranslatedWorld second = TranslatedWorld.of(ShuffledInput.of(world, seed), seed, ANYTHING);
    assertEquals(first.policy().canonical(), second.policy().canonical());
    assertEquals(first.said(), second.said());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void canonical_ofAnyRule_parsesBack(long seed) {
    for (PathRule rule : TranslatedWorld.of(seed, ANYTHING).policy().rules()) {
      assertEquals(rule, PathRule.parse(rule.canonical()));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void translate_anyWorld_neverMatchesAProtectedServiceSideNorDropsOutsideOfTheScope(long seed) {
    TranslatedWorld world = TranslatedWorld.of(seed, ANYTHING);
    for (PathRule rule : world.policy().rules()) {
      ResolvedCluster cluster = world.fleet().clusters().get(rule.owner());
      PrefixSet protectedAddresses = cluster.peers().protectedAddresses().of(rule.match().family());
      assertTrue(rule.treatment().admission().isEmpty() || rule.treatment().drops());
      assertFalse(rule.serviceAddresses().intersects(protectedAddresses), rule::canonical);
      if (rule.treatment().drops()) {
        PrefixSet peers =
            (rule.direction() == Direction.TO_SERVICE
                    ? rule.match().source()
                    : rule.match().destination())
                .orElseThrow();
        assertFalse(peers.intersects(protectedAddresses), rule::canonical);
        assertTrue(scope(world.fleet(), cluster, rule).covers(peers), rule::canonical);
      }
    }
  }

  /** What the WAN routes, or what is known of it, and every claimed address. */
  private static PrefixSet scope(ResolvedFleet fleet, ResolvedCluster cluster, PathRule rule) {
    Segment segment = rule.scope().segment();
    DualStackPrefixSet routed = fleet.wan().routed().get(segment);
    List<IpPrefix> prefixes = new ArrayList<>();
    if (routed == null) {
      cluster.peers().networks().stream()
          .filter(network -> network.segment().equals(segment))
          .forEach(network -> prefixes.add(network.prefix()));
    } else {
      prefixes.addAll(routed.of(rule.match().family()).prefixes());
    }
    cluster.services().stream()
        .flatMap(service -> service.claims().stream())
        .flatMap(claim -> claim.addresses().stream())
        .filter(place -> place.segment().equals(segment))
        .map(ClaimedAddress::address)
        .forEach(prefixes::add);
    return DualStackPrefixSet.of(prefixes).of(rule.match().family());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void translate_shortSets_areCutIntoPartsThatEqualTheDefinition(long seed) {
    int longest = 1 + (int) (seed % 3);
    TranslatedWorld world =
        TranslatedWorld.of(seed, ANYTHING.withLimit(Limit.PREFIXES_PER_SET, longest));
    assertEquals(Set.of(), world.leftOut());
    for (PathRule rule : world.policy().rules()) {
      assertTrue(rule.match().source().map(PrefixSet::prefixCount).orElse(0) <= longest);
      assertTrue(rule.match().destination().map(PrefixSet::prefixCount).orElse(0) <= longest);
    }
    world.assertEqualsTheDefinition(seed, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void translate_fewRules_leavesServicesOutAndEqualsTheDefinitionOfTheRest(long seed) {
    int most = 2 + (int) (seed % 12);
    TranslatedWorld world = TranslatedWorld.of(seed, ANYTHING.withLimit(Limit.RULES, most));
    Map<OwnerId, Integer> rules = new HashMap<>();
    world.policy().rules().forEach(rule -> rules.merge(rule.owner(), 1, Integer::sum));
    rules.values().forEach(count -> assertTrue(count <= most));
    long told =
        world.said().stream()
            .filter(diagnostic -> diagnostic.code() == DiagnosticCode.LIMIT_EXCEEDED)
            .count();
    assertEquals(world.leftOut().size(), told);
    world.assertEqualsTheDefinition(seed, 100);
  }

  static LongStream seedsOfConflicts() {
    return LongStream.concat(LongStream.range(0, 25), LongStream.of(395));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seedsOfConflicts")
  void conflicts_eachExample_isAPacketThatTheWinnerTreatsForSomePeer(long seed) {
    World world = RandomWorld.world(seed, 5);
    ResolvedFleet fleet = Resolver.resolve(world.fleet(), world.wan(), ANYTHING);
    for (ResolvedCluster cluster : fleet.clusters().values()) {
      ResolvedFleet alone =
          new ResolvedFleet(new TreeMap<>(Map.of(cluster.owner(), cluster)), world.wan());
      Translation translation = Translator.translate(cluster, world.wan(), ANYTHING);
      PacketClasses classes = PacketClasses.of(alone, translation.policy());
      for (Conflict conflict : translation.conflicts()) {
        assertTrue(
            examples(conflict, classes)
                .map(flow -> PacketSemantics.decide(alone, flow))
                .anyMatch(decision -> isOfWinner(decision, conflict)),
            conflict::toString);
      }
    }
  }

  private static boolean isOfWinner(Decision decision, Conflict conflict) {
    return decision instanceof Decision.Treated treated
        && treated.service().equals(conflict.winner())
        && treated.declared().equals(conflict.given());
  }

  /** The packets that an example stands for: {@code any > 10.1.0.1:80/tcp}. */
  private static Stream<Flow> examples(Conflict conflict, PacketClasses classes) {
    String[] ends = conflict.example().split(" > ", -1);
    boolean all = ends[1].endsWith(ALL_PORTS);
    int colon = ends[1].lastIndexOf(':');
    String address = all ? ends[1].replace(ALL_PORTS, "") : ends[1].substring(0, colon);
    IpPrefix to = IpPrefix.parse(address.replaceAll("[\\[\\]]", ""));
    String[] port = ends[1].substring(colon + 1).split("/", -1);
    return classes.segments().stream()
        .flatMap(
            segment ->
                (ends[0].equals("any")
                        ? classes.addresses(to.family())
                        : Set.of(IpPrefix.parse(ends[0])))
                    .stream()
                        .map(
                            from ->
                                all
                                    ? Flow.withoutPorts(segment, from, to, IpProtocol.ICMP)
                                    : new Flow(
                                        segment,
                                        from,
                                        to,
                                        IpProtocol.parse(port[1]),
                                        40_000,
                                        Integer.parseInt(port[0]))));
  }

  @ParameterizedTest(name = "{0} answers")
  @MethodSource("answers")
  void translate_moreAnswersThanExceptions_mergesTheRestAndSaysSo(int answers) {
    ResolvedFleet fleet = ManyChoices.fleet(answers);
    TranslatedWorld world = TranslatedWorld.of(fleet, ANYTHING);
    boolean merged =
        world.said().stream().anyMatch(said -> said.code() == DiagnosticCode.PAIRS_MERGED);
    assertEquals(answers > PathChoices.MOST_EXCEPTIONS, merged);
    world.assertEqualsTheDefinition(answers, 800);
  }

  static List<Integer> answers() {
    return List.of(3, PathChoices.MOST_EXCEPTIONS, PathChoices.MOST_EXCEPTIONS + 1, 90);
  }
}
