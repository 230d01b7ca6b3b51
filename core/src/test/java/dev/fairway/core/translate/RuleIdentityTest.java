package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.scenario.RandomWorld;
import dev.fairway.core.scenario.RandomWorld.World;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ids of rules, which follow their words and not the addresses of endpoints. */
class RuleIdentityTest {

  private static final TargetProfile ANYTHING = TargetProfile.unlimited(Commit.WHOLE_PLAN);

  static LongStream seeds() {
    return LongStream.range(0, 25);
  }

  /** What of a rule does not follow the addresses of endpoints. */
  private record Lasting(
      OwnerId owner,
      Segment segment,
      Direction direction,
      String peers,
      boolean retained,
      TrafficMatch anyAddress,
      Treatment treatment) {

    static Lasting of(PathRule rule, boolean retained) {
      TrafficMatch.Builder match = TrafficMatch.builder(rule.match().family());
      rule.match().protocol().ifPresent(match::protocol);
      rule.match().sourcePorts().ifPresent(match::sourcePorts);
      rule.match().destinationPorts().ifPresent(match::destinationPorts);
      return new Lasting(
          rule.owner(),
          rule.scope().segment(),
          rule.direction(),
          rule.peers().map(Object::toString).orElse(""),
          retained,
          match.build(),
          rule.treatment());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void id_afterEndpointsLeft_isThatOfTheRuleWithTheSameWords(long seed) {
    World world = RandomWorld.world(seed, 5);
    TranslatedWorld before = TranslatedWorld.of(world, 0, ANYTHING);
    TranslatedWorld after =
        TranslatedWorld.of(new World(withoutAnEndpoint(world.fleet()), world.wan()), 0, ANYTHING);
    Map<RuleId, Lasting> known = new HashMap<>();
    Map<Lasting, Set<RuleId>> ids = new HashMap<>();
    for (TranslatedWorld translated : List.of(before, after)) {
      for (PathRule rule : translated.policy().rules()) {
        Lasting lasting = Lasting.of(rule, translated.isRetained(rule));
        assertEquals(lasting, known.computeIfAbsent(rule.id(), absent -> lasting));
        ids.computeIfAbsent(lasting, absent -> new HashSet<>()).add(rule.id());
      }
    }
    ids.forEach((lasting, some) -> assertEquals(1, some.size(), lasting::toString));
  }

  private static FleetSnapshot withoutAnEndpoint(FleetSnapshot fleet) {
    List<ClusterSnapshot> clusters = new ArrayList<>();
    for (ClusterSnapshot cluster : fleet.clusters().values()) {
      SortedMap<ServiceKey, ServiceState> services = new TreeMap<>();
      for (ServiceState state : cluster.services().values()) {
        List<ServiceEndpoints> fewer = new ArrayList<>();
        for (ServiceEndpoints behind : state.endpoints()) {
          fewer.add(
              new ServiceEndpoints(
                  behind.portName(),
                  behind.protocol(),
                  behind.port(),
                  behind.endpoints().stream().skip(1).toList()));
        }
        services.put(
            state.key(),
            new ServiceState(
                state.key(),
                state.createdAt(),
                state.ports(),
                state.reading(),
                fewer,
                state.diagnostics()));
      }
      clusters.add(cluster.withServices(services));
    }
    return FleetSnapshot.of(clusters.toArray(ClusterSnapshot[]::new));
  }
}
