package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import dev.fairway.testkit.TestCallContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The steps of an operator's sync, and rules for it. */
final class SyncSteps {

  static final OwnerId OWNER = new OwnerId("shop-eu");
  private static final Scope SCOPE =
      new Scope(
          Segment.DEFAULT, new TreeSet<>(BackendFixture.SITES.stream().map(SiteId::new).toList()));

  private SyncSteps() {}

  static PathRule rule(String key, int host) {
    return rule(OWNER, key, host, SCOPE);
  }

  static PathRule rule(OwnerId owner, String key, int host, Scope scope) {
    TrafficMatch match =
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(PrefixSet.parse("192.0.2." + host + "/32"))
            .protocol(IpProtocol.TCP)
            .destinationPorts(PortSet.of(443))
            .build();
    Treatment steer = Treatment.steer(Fallback.NONE, new Transport("biz-internet"));
    return new PathRule(RuleId.ofKey(key), owner, scope, Direction.TO_SERVICE, match, steer);
  }

  /** One pass of an operator: observe, plan, apply where there is something to do. */
  static void reach(BackendFixture fixture, List<PathRule> desired) {
    try (SdwanBackend backend = fixture.open(OWNER)) {
      Plan plan = plan(fixture, backend, desired);
      assertTrue(
          backend.apply(plan, wan(fixture, backend), call(fixture)).succeeded(),
          "a pass over a whole Manager");
      ObservedPolicy now = backend.observe(wan(fixture, backend), call(fixture));
      assertEquals(List.of(), now.unfinished());
      assertEquals(desired, now.mine());
    }
  }

  static Plan plan(BackendFixture fixture, SdwanBackend backend, List<PathRule> desired) {
    return plan(fixture, backend, OWNER, desired);
  }

  static Plan plan(
      BackendFixture fixture, SdwanBackend backend, OwnerId owner, List<PathRule> desired) {
    ObservedPolicy observed = backend.observe(wan(fixture, backend), call(fixture));
    return Planner.plan(owner, new DesiredPolicy(desired), observed, PlanMode.SYNC);
  }

  /** The inventory as the first backend of the fixture read it. */
  static WanSnapshot wan(BackendFixture fixture, SdwanBackend backend) {
    if (fixture.wan.isEmpty()) {
      fixture.wan = Optional.of(backend.inventory(call(fixture)));
    }
    return fixture.wan.get();
  }

  static TestCallContext call(BackendFixture fixture) {
    return TestCallContext.lasting(Duration.ofMinutes(5), () -> fixture.time.now().toNanos());
  }
}
