package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.proof.ExhaustiveCheck;
import dev.fairway.core.proof.PacketClasses;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.scenario.RandomTopology;
import dev.fairway.core.scenario.ShuffledInput;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every translation, tried on random worlds. The seed is the name of the run. */
class TranslationPropertiesTest {

  private static final TargetProfile ANYTHING = TargetProfile.unlimited(Commit.WHOLE_PLAN);

  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  static LongStream fewSeeds() {
    return LongStream.range(1_000, 1_012);
  }

  private record TranslatedFleet(ResolvedFleet fleet, DesiredPolicy policy) {}

  private static TranslatedFleet translated(
      FleetSnapshot snapshot, WanInventory wan, TargetProfile profile) {
    ResolvedFleet resolved = Resolver.resolve(snapshot, wan, profile);
    List<PathRule> rules = new ArrayList<>();
    SortedMap<OwnerId, ResolvedCluster> kept = new TreeMap<>();
    for (ResolvedCluster cluster : resolved.clusters().values()) {
      Translation translation = Translator.translate(cluster, wan, profile);
      rules.addAll(translation.policy().rules());
      kept.put(cluster.owner(), translation.expressed(cluster));
      assertEquals(
          translation.policy().rules().stream().map(PathRule::id).sorted().toList(),
          List.copyOf(translation.origins().keySet()));
    }
    return new TranslatedFleet(new ResolvedFleet(kept, wan), new DesiredPolicy(rules));
  }

  private static TranslatedFleet world(long seed, int clusters, int services) {
    return translated(
        new RandomTopology(seed).fleet(clusters, services),
        RandomTopology.wan(seed % 2 == 0),
        ANYTHING);
  }

  private static void assertEqualsTheDefinition(TranslatedFleet world, long seed, int packets) {
    RandomTopology random = new RandomTopology(seed);
    PacketClasses classes = PacketClasses.of(world.fleet, world.policy);
    for (int i = 0; i < packets; i++) {
      assertEquals(
          Optional.empty(),
          ExhaustiveCheck.compare(world.fleet, world.policy, random.packet(classes)));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decide_anyPacketOfARandomFleet_equalsTheDefinition(long seed) {
    TranslatedFleet world = world(seed, 1 + (int) (seed % 3), 1 + (int) (seed % 7));
    assertEqualsTheDefinition(world, seed, 1_500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void check_everyPacketClassOfASmallWorld_findsNoWitness(long seed) {
    TranslatedFleet world = world(seed, 1, 3);
    ExhaustiveCheck.Result result = ExhaustiveCheck.check(world.fleet, world.policy);
    assertEquals(Optional.empty(), result.witness());
    assertTrue(result.classes() >= 100, "compared only " + result.classes());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void translate_targetWithLimits_fitsThemAndEqualsTheDefinitionOfWhatIsLeft(long seed) {
    TargetProfile tight =
        ANYTHING
            .withLimit(Limit.RULES, 4 + (int) (seed % 9))
            .withLimit(Limit.PREFIXES_PER_SET, 2 + (int) (seed % 3))
            .withLimit(Limit.PREFIXES, 25);
    TranslatedFleet world =
        translated(new RandomTopology(seed).fleet(1, 5), RandomTopology.wan(seed % 2 == 0), tight);
    assertTrue(world.policy.rules().size() <= tight.limit(Limit.RULES).getAsInt());
    for (PathRule rule : world.policy.rules()) {
      assertTrue(
          rule.serviceAddresses().prefixCount() <= tight.limit(Limit.PREFIXES_PER_SET).getAsInt());
    }
    assertEqualsTheDefinition(world, seed, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void translate_oneAddressInASet_leavesNobodyOutAndEqualsTheDefinition(long seed) {
    TargetProfile tight = ANYTHING.withLimit(Limit.PREFIXES_PER_SET, 1);
    FleetSnapshot fleet = new RandomTopology(seed).fleet(1, 5);
    WanInventory wan = RandomTopology.wan(seed % 2 == 0);
    TranslatedFleet world = translated(fleet, wan, tight);
    assertEquals(Resolver.resolve(fleet, wan, tight), world.fleet, "somebody was left out");
    for (PathRule rule : world.policy.rules()) {
      assertEquals(1, rule.match().source().map(PrefixSet::prefixCount).orElse(1));
      assertEquals(1, rule.match().destination().map(PrefixSet::prefixCount).orElse(1));
    }
    assertEqualsTheDefinition(world, seed, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void translate_targetWithoutRoomForOneService_leavesAllOutThatClaimAnything(long seed) {
    FleetSnapshot fleet = new RandomTopology(seed).fleet(1, 5);
    WanInventory wan = RandomTopology.wan(true);
    for (Limit limit : List.of(Limit.RULES, Limit.PREFIXES)) {
      TargetProfile tight = ANYTHING.withLimit(limit, 1);
      for (ResolvedCluster cluster : Resolver.resolve(fleet, wan, tight).clusters().values()) {
        Translation translation = Translator.translate(cluster, wan, tight);
        assertEquals(DesiredPolicy.EMPTY, translation.policy());
        assertEquals(
            cluster.services().stream()
                .filter(service -> !service.claims().isEmpty())
                .map(ResolvedService::key)
                .toList(),
            List.copyOf(translation.leftOut()));
        assertEquals(
            List.copyOf(translation.leftOut()).stream().map(ServiceKey::subject).toList(),
            translation.diagnostics().stream().map(Diagnostic::subject).toList());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decide_aReply_takesTheRequestsPathWhereBothEndsAreOnTheWan(long seed) {
    TranslatedFleet world = world(seed, 2, 4);
    RandomTopology random = new RandomTopology(seed);
    PacketClasses classes = PacketClasses.of(world.fleet, world.policy);
    for (int i = 0; i < 1_500; i++) {
      Flow flow = random.packet(classes);
      if (inScope(world.fleet, flow) && inScope(world.fleet, flow.reversed())) {
        for (SiteId site : world.fleet.wan().siteIds()) {
          Optional<Treatment> there = world.policy.decide(flow, site).map(PathRule::treatment);
          Optional<Treatment> back =
              world.policy.decide(flow.reversed(), site).map(PathRule::treatment);
          assertEquals(there, back, flow::toString);
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
  void translate_inputInAnyOrder_givesTheSameBytes(long seed) {
    FleetSnapshot fleet = new RandomTopology(seed).fleet(2, 5);
    WanInventory wan = RandomTopology.wan(true);
    DesiredPolicy first = translated(fleet, wan, ANYTHING).policy;
    DesiredPolicy second = translated(ShuffledInput.of(fleet, seed), wan, ANYTHING).policy;
    assertEquals(first.canonical(), second.canonical());
    assertEquals(first.digest(), second.digest());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void canonical_ofAnyPolicy_parsesBack(long seed) {
    DesiredPolicy policy = world(seed, 2, 4).policy;
    assertEquals(policy, DesiredPolicy.parse(policy.canonical()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void plan_stepsOnBefore_giveAfterAndASecondPlanIsEmpty(long seed) {
    OwnerId owner = new OwnerId("cluster-0");
    List<PathRule> before = world(seed, 1, 4).policy.rules();
    DesiredPolicy desired = world(seed + 7_000, 1, 4).policy;
    for (PlanMode mode : PlanMode.values()) {
      Plan plan = Planner.plan(owner, desired, observed(before), mode);
      assertEquals(plan.after(), StepsOnBefore.carryOut(plan));
      Plan again = Planner.plan(owner, desired, observed(plan.after()), mode);
      assertTrue(again.isEmpty(), () -> mode + ": " + again.steps());
      assertEquals(plan.after(), again.after());
    }
    assertEquals(
        desired.rules(), Planner.plan(owner, desired, observed(before), PlanMode.SYNC).after());
  }

  private static ObservedPolicy observed(List<PathRule> mine) {
    return new ObservedPolicy(mine, List.of(), List.of(), new Revision("1"));
  }

  @Test
  void check_policyThatLacksARule_findsAWitness() {
    TranslatedFleet world = world(1_003, 1, 3);
    Stream<DesiredPolicy> lacking =
        world.policy.rules().stream()
            .map(
                rule ->
                    new DesiredPolicy(
                        world.policy.rules().stream().filter(other -> other != rule).toList()));
    long found =
        lacking
            .filter(policy -> ExhaustiveCheck.check(world.fleet, policy).witness().isPresent())
            .count();
    assertTrue(found > 0, "no rule was missed by anybody");
  }
}
