package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.scenario.RandomTopology;
import dev.fairway.core.scenario.ShuffledInput;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that is outcomes depends on the order in which anything was read. */
class OrderIndependenceTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** Networks that two sites and two segments announce alike, among others. */
  private static WanInventory ambiguous(boolean routesKnown) {
    WanInventory wan = RandomTopology.wan(routesKnown);
    List<Network> networks = new ArrayList<>(wan.networks());
    for (Network network : wan.networks()) {
      SiteId other = new SiteId(network.site().orElseThrow().value().equals("100") ? "200" : "100");
      networks.add(new Network(network.prefix(), network.segment(), Optional.of(other)));
      networks.add(new Network(network.prefix(), new Segment("guest"), Optional.of(other)));
    }
    return new WanInventory(wan.sites(), networks, wan.tunnels(), wan.routed());
  }

  /** All that is resolved but the snapshot itself, whose lists are in another order. */
  private static Map<OwnerId, List<Object>> outcomes(ResolvedFleet fleet) {
    Map<OwnerId, List<Object>> outcomes = new TreeMap<>();
    fleet
        .clusters()
        .forEach(
            (owner, cluster) -> {
              List<Object> lines = new ArrayList<>(cluster.diagnostics());
              cluster
                  .services()
                  .forEach(
                      service ->
                          lines.add(
                              List.of(
                                  service.key(),
                                  service.declaration(),
                                  service.claims(),
                                  service.diagnostics())));
              outcomes.put(owner, lines);
            });
    return outcomes;
  }

  private static Map<OwnerId, Translation> translated(
      ResolvedFleet fleet, WanInventory wan, TargetProfile profile) {
    Map<OwnerId, Translation> all = new TreeMap<>();
    for (ResolvedCluster cluster : fleet.clusters().values()) {
      all.put(cluster.owner(), Translator.translate(cluster, wan, profile));
    }
    return all;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void resolveAndTranslate_inputInAnyOrder_giveTheSame(long seed) {
    FleetSnapshot fleet = new RandomTopology(seed).fleet(2, 5);
    WanInventory wan = ambiguous(seed % 2 == 0);
    FleetSnapshot otherFleet = ShuffledInput.of(fleet, seed);
    WanInventory otherWan = ShuffledInput.of(wan, seed);
    TargetProfile profile = TargetProfile.unlimited(Commit.WHOLE_PLAN);
    if (seed % 3 == 0) {
      profile = profile.withLimit(Limit.RULES, 8).withLimit(Limit.PREFIXES_PER_SET, 2);
    }
    ResolvedFleet first = Resolver.resolve(fleet, wan, profile);
    ResolvedFleet second = Resolver.resolve(otherFleet, otherWan, profile);
    assertEquals(outcomes(first), outcomes(second));
    assertEquals(translated(first, wan, profile), translated(second, otherWan, profile));
  }
}
