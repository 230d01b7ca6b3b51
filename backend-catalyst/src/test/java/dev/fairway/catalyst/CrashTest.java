package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.testkit.KitCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The backend dies at each request of a change in turn; the next one brings all to its end. */
class CrashTest {

  private static final OwnerId OWNER = new OwnerId("shop-eu");
  private static final Scope SCOPE =
      new Scope(Segment.DEFAULT, new TreeSet<>(TestBench.SITES.stream().map(SiteId::new).toList()));

  /** Changes, each from what is there to what shall be. */
  enum Change {
    INSTALL(List.of(), List.of(rule("a", 1), rule("b", 2))),
    CHANGE_ONE_LIST(List.of(rule("a", 1), rule("b", 2)), List.of(rule("a", 7), rule("b", 2))),
    ADD_ONE(List.of(rule("a", 1)), List.of(rule("b", 2), rule("a", 1))),
    REMOVE_ONE(List.of(rule("a", 1), rule("b", 2)), List.of(rule("b", 2))),
    REMOVE_ALL(List.of(rule("a", 1), rule("b", 2)), List.of());

    private final List<PathRule> before;
    private final List<PathRule> after;

    Change(List<PathRule> before, List<PathRule> after) {
      this.before = before;
      this.after = after;
    }
  }

  private static PathRule rule(String key, int host) {
    TrafficMatch match =
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(PrefixSet.parse("192.0.2." + host + "/32"))
            .protocol(IpProtocol.TCP)
            .destinationPorts(PortSet.of(443))
            .build();
    Treatment steer = Treatment.steer(Fallback.NONE, new Transport("biz-internet"));
    return new PathRule(RuleId.ofKey(key), OWNER, SCOPE, match, steer);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void crash_atEachRequestOfAnAttachedChange_convergesAtTheNextPass(Change change) {
    assertConvergesFromEach(TestBench::attach, change);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void crash_atEachRequestOfAnOwnPolicysChange_convergesAtTheNextPass(Change change) {
    assertConvergesFromEach(TestBench::own, change);
  }

  private static void assertConvergesFromEach(Supplier<TestBench> benches, Change change) {
    int requests = requestsOf(benches, change);
    assertTrue(requests > 10, "a change of " + requests + " requests is none");
    for (int served = 0; served < requests; served++) {
      try (TestBench bench = benches.get()) {
        assertConverges(bench, change, served);
      }
    }
  }

  private static int requestsOf(Supplier<TestBench> benches, Change change) {
    try (TestBench bench = benches.get()) {
      reach(bench, change.before);
      try (SdwanBackend backend = bench.open(OWNER)) {
        Plan plan = plan(bench, backend, change.after);
        long mark = bench.simulator.requests().mark();
        assertTrue(backend.apply(plan, call(bench)).succeeded());
        return bench.simulator.requests().countsSince(mark).requests();
      }
    }
  }

  private static void assertConverges(TestBench bench, Change change, int served) {
    reach(bench, change.before);
    String people = bench.people.everything();
    List<String> strange = new CopyOnWriteArrayList<>();
    bench.watched.onWrite(() -> look(bench, change).ifPresent(strange::add));
    try (SdwanBackend dying = bench.open(OWNER)) {
      Plan plan = plan(bench, dying, change.after);
      bench.simulator.weather().dieAfter(served);
      assertFalse(succeeds(bench, dying, plan) && served < 5, "dead, and all is well");
    }
    bench.simulator.weather().revive();

    reach(bench, change.after);

    String when = change + " cut off after " + served + " requests";
    assertEquals(inForce(change.after), inForce(bench), when);
    assertEquals(List.of(), strange, when);
    assertEquals(people, bench.people.everything(), when);
    assertNothingLeft(bench, change, when);
  }

  private static boolean succeeds(TestBench bench, SdwanBackend backend, Plan plan) {
    try {
      return backend.apply(plan, call(bench)).succeeded();
    } catch (BackendException died) {
      return false;
    }
  }

  /** Packets meet all that was before or all that is after, and nothing in between. */
  private static Optional<String> look(TestBench bench, Change change) {
    List<Boolean> now = inForce(bench);
    boolean known = now.equals(inForce(change.before)) || now.equals(inForce(change.after));
    return known ? Optional.empty() : Optional.of("in force for the hosts 1 to 9: " + now);
  }

  private static List<Boolean> inForce(TestBench bench) {
    List<Boolean> taken = new ArrayList<>();
    for (int host = 1; host < 10; host++) {
      taken.add(
          bench
              .model
              .view()
              .takenAtEvery(flow(host), TestBench.SITES, TestBench.VPN)
              .filter(sequence -> sequence.strict())
              .isPresent());
    }
    return taken;
  }

  private static List<Boolean> inForce(List<PathRule> rules) {
    List<Boolean> taken = new ArrayList<>();
    for (int host = 1; host < 10; host++) {
      taken.add(new DesiredPolicy(rules).decide(flow(host)).isPresent());
    }
    return taken;
  }

  private static Flow flow(int host) {
    return new Flow(
        Segment.DEFAULT,
        IpPrefix.parse("198.51.100.7"),
        IpPrefix.parse("192.0.2." + host),
        IpProtocol.TCP,
        40_000,
        443);
  }

  /** One pass of an operator: observe, plan, apply where there is something to do. */
  private static void reach(TestBench bench, List<PathRule> desired) {
    try (SdwanBackend backend = bench.open(OWNER)) {
      Plan plan = plan(bench, backend, desired);
      assertTrue(backend.apply(plan, call(bench)).succeeded(), "a pass over a whole Manager");
      ObservedPolicy now = backend.observe(call(bench));
      assertEquals(List.of(), now.unfinished());
      assertEquals(desired, now.mine());
    }
  }

  private static Plan plan(TestBench bench, SdwanBackend backend, List<PathRule> desired) {
    backend.inventory(call(bench));
    ObservedPolicy observed = backend.observe(call(bench));
    return Planner.plan(OWNER, new DesiredPolicy(desired), observed, PlanMode.SYNC);
  }

  private static KitCall call(TestBench bench) {
    return KitCall.lasting(Duration.ofMinutes(5), () -> bench.time.now().toNanos());
  }

  /** No list and no definition without use, no mark, and no edit that keeps people out. */
  private static void assertNothingLeft(TestBench bench, Change change, String when) {
    for (JsonNode list : bench.people.all(People.LISTS)) {
      if (list.path("name").asText().matches("(fw-|fairway).*")) {
        assertTrue(list.path("referenceCount").asInt() > 0, when + " left " + list);
      }
    }
    int most = change.after.isEmpty() ? bench.emptyContainers : 1;
    assertEquals(most, bench.people.containers().size(), when);
    JsonNode active = bench.people.active();
    bench.people.ask(
        "PUT", People.POLICIES + "/" + active.path("policyId").asText(), Optional.of(active));
    assertEquals(0, bench.model.deactivations(), when);
  }
}
