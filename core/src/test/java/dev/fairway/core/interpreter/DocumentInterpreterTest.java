package dev.fairway.core.interpreter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.interpreter.DocumentInterpreter.Answer;
import dev.fairway.core.interpreter.DocumentInterpreter.Gets;
import dev.fairway.core.interpreter.DocumentInterpreter.LeftAlone;
import dev.fairway.core.interpreter.DocumentInterpreter.StaysLocal;
import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.scenario.RandomPackets;
import dev.fairway.core.scenario.RandomPathChoices;
import dev.fairway.core.scenario.RandomWorld;
import dev.fairway.core.scenario.RandomWorld.World;
import dev.fairway.core.semantics.Decision;
import dev.fairway.core.semantics.PacketSemantics;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The definition in code against the one that was written from the page alone. */
class DocumentInterpreterTest {

  private static final TargetProfile ANYTHING = TargetProfile.unlimited(Commit.WHOLE_PLAN);
  private static final int PACKETS_A_WORLD = 200;

  private static Answer answer(Decision decision) {
    Optional<Treatment> treatment = decision.treatment();
    if (treatment.isPresent()) {
      return new Gets(treatment.get());
    }
    return decision instanceof Decision.Local ? new StaysLocal() : new LeftAlone();
  }

  @Test
  void interpret_packetsOfWorldsWithEveryWord_agreesWithTheDefinition() {
    Map<Treatment.Kind, Integer> treated = new EnumMap<>(Treatment.Kind.class);
    for (long seed = 0; seed < RandomPackets.budget() / PACKETS_A_WORLD; seed++) {
      World world = RandomWorld.world(seed, 5);
      ResolvedFleet resolved = Resolver.resolve(world.fleet(), world.wan(), ANYTHING);
      ResolvedFleet fleet =
          seed % 2 == 0 ? resolved : resolved.withChoices(RandomPathChoices.of(seed, resolved));
      DocumentInterpreter interpreter = new DocumentInterpreter(fleet);
      RandomPackets packets = new RandomPackets(seed, fleet, DesiredPolicy.EMPTY);
      for (int i = 0; i < PACKETS_A_WORLD; i++) {
        Flow flow = packets.next();
        Decision decision = PacketSemantics.decide(fleet, flow);
        String where = "seed " + seed + ", " + flow;
        assertEquals(interpreter.interpret(flow), answer(decision), where);
        decision.treatment().ifPresent(some -> treated.merge(some.kind(), 1, Integer::sum));
      }
    }
    for (Treatment.Kind kind : Treatment.Kind.values()) {
      int packets = treated.getOrDefault(kind, 0);
      assertTrue(packets > RandomPackets.budget() / 100, kind + " had only " + packets);
    }
  }
}
