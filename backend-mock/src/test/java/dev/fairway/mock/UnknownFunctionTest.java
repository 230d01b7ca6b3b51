package dev.fairway.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Treatment;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import dev.fairway.testkit.TestCallContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules through a service function that the fabric has no more. */
class UnknownFunctionTest {

  private static final OwnerId OWNER = new OwnerId("shop");
  private static final Treatment THROUGH_GONE = Treatment.builder().inspect("gone").build();
  private static final PathRule WRITTEN = Fabrics.rule(OWNER, 0, THROUGH_GONE, "10.2.0.5");

  private final MockFabric fabric = new MockFabric(Fabrics.twoSites(Commit.WHOLE_PLAN));
  private final SdwanBackend backend = fabric.backend(OWNER);

  @BeforeEach
  void writtenWhileItWasThere() {
    fabric.editOutOfBand(OWNER, rules -> List.of(WRITTEN));
  }

  @Test
  void apply_ruleThatNamedTheFunctionBefore_followsItsPods() {
    PathRule moved = Fabrics.rule(OWNER, 0, THROUGH_GONE, "10.2.0.5", "10.2.0.6");
    PathRule other = Fabrics.rule(OWNER, 1, "10.2.0.9");

    assertTrue(apply(moved, other).succeeded());

    assertEquals(List.of(moved, other), fabric.rules(OWNER));
    assertEquals(PacketPath.drop(), fabric.forward(Fabrics.flow("10.1.0.1", "10.2.0.6")));
  }

  @Test
  void apply_ruleThatNamesTheFunctionNewly_dropsItsPackets() {
    PathRule another = Fabrics.rule(OWNER, 1, THROUGH_GONE, "10.2.0.9");
    PathRule usual = Fabrics.rule(OWNER, 2, "10.2.0.7");

    assertTrue(apply(WRITTEN, another, usual).succeeded());

    assertEquals(List.of(WRITTEN, another, usual), fabric.rules(OWNER));
    assertEquals(PacketPath.drop(), fabric.forward(Fabrics.flow("10.1.0.1", "10.2.0.9")));
  }

  private ApplyReport apply(PathRule... desired) {
    CallContext call = TestCallContext.lasting(Duration.ofSeconds(30));
    WanSnapshot wan = backend.inventory(call);
    Plan plan =
        Planner.plan(
            OWNER, new DesiredPolicy(List.of(desired)), backend.observe(wan, call), PlanMode.SYNC);
    return backend.apply(plan, wan, call);
  }
}
