package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.proof.ExhaustiveCheck;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.scenario.RandomPackets;
import dev.fairway.core.scenario.RandomPathChoices;
import dev.fairway.core.scenario.RandomWorld;
import dev.fairway.core.scenario.RandomWorld.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A translated fleet.
 *
 * @param fleet the resolved fleet without what was left out
 * @param policy the rules of all owners
 * @param origins the Services behind each rule
 * @param leftOut the Services that were left out
 * @param said all diagnostics
 */
record TranslatedWorld(
    ResolvedFleet fleet,
    DesiredPolicy policy,
    SortedMap<RuleId, RuleOrigin> origins,
    Set<ServiceKey> leftOut,
    List<Diagnostic> said) {

  /** The world of a seed, with up to five Services in a cluster. */
  static TranslatedWorld of(long seed, TargetProfile profile) {
    return of(RandomWorld.world(seed, 5), seed, profile);
  }

  /** A world, with choices for pairs of sites where the seed is odd. */
  static TranslatedWorld of(World world, long seed, TargetProfile profile) {
    ResolvedFleet resolved = Resolver.resolve(world.fleet(), world.wan(), profile);
    return of(
        seed % 2 == 0 ? resolved : resolved.withChoices(RandomPathChoices.of(seed, resolved)),
        profile);
  }

  static TranslatedWorld of(ResolvedFleet resolved, TargetProfile profile) {
    List<PathRule> rules = new ArrayList<>();
    List<Diagnostic> said = new ArrayList<>();
    Set<ServiceKey> leftOut = new HashSet<>();
    SortedMap<RuleId, RuleOrigin> origins = new TreeMap<>();
    SortedMap<OwnerId, ResolvedCluster> kept = new TreeMap<>();
    for (ResolvedCluster cluster : resolved.clusters().values()) {
      Translation translation = Translator.translate(cluster, resolved.wan(), profile);
      rules.addAll(translation.policy().rules());
      origins.putAll(translation.origins());
      kept.put(cluster.owner(), translation.expressed(cluster));
      leftOut.addAll(translation.leftOut());
      said.addAll(cluster.diagnostics());
      cluster.services().forEach(service -> said.addAll(service.diagnostics()));
      said.addAll(translation.diagnostics());
    }
    return new TranslatedWorld(
        new ResolvedFleet(kept, resolved.wan()), new DesiredPolicy(rules), origins, leftOut, said);
  }

  /** True for a rule of retained endpoints. */
  boolean isRetained(PathRule rule) {
    return origins.get(rule.id()).rank().startsWith("retained/");
  }

  void assertEqualsTheDefinition(long seed, int packets) {
    RandomPackets random = new RandomPackets(seed, fleet, policy);
    for (int i = 0; i < packets; i++) {
      assertEquals(
          Optional.empty(),
          ExhaustiveCheck.compare(fleet, policy, random.next()),
          () -> "seed " + seed);
    }
  }
}
