package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.wan.SiteId;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.SdwanBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The backend dies at each request of a change in turn; the next one brings all to its end. */
class CrashTest {

  /** Changes, each from what is there to what shall be. */
  enum Change {
    INSTALL(List.of(), List.of(SyncSteps.rule("a", 1), SyncSteps.rule("b", 2))),
    CHANGE_ONE_LIST(
        List.of(SyncSteps.rule("a", 1), SyncSteps.rule("b", 2)),
        List.of(SyncSteps.rule("a", 7), SyncSteps.rule("b", 2))),
    ADD_ONE(
        List.of(SyncSteps.rule("a", 1)), List.of(SyncSteps.rule("b", 2), SyncSteps.rule("a", 1))),
    REMOVE_ONE(
        List.of(SyncSteps.rule("a", 1), SyncSteps.rule("b", 2)), List.of(SyncSteps.rule("b", 2))),
    REMOVE_ALL(List.of(SyncSteps.rule("a", 1), SyncSteps.rule("b", 2)), List.of());

    private final List<PathRule> before;
    private final List<PathRule> after;

    Change(List<PathRule> before, List<PathRule> after) {
      this.before = before;
      this.after = after;
    }
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void crash_atEachRequestOfAnAttachedChange_convergesAtTheNextPass(Change change) {
    assertConvergesFromEach(BackendFixture::attach, change);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void crash_atEachRequestOfAnOwnPolicysChange_convergesAtTheNextPass(Change change) {
    assertConvergesFromEach(BackendFixture::own, change);
  }

  private static void assertConvergesFromEach(Supplier<BackendFixture> benches, Change change) {
    int requests = requestsOf(benches, change);
    assertTrue(requests > 10, "a change of " + requests + " requests is none");
    for (int served = 0; served < requests; served++) {
      try (BackendFixture fixture = benches.get()) {
        assertConverges(fixture, change, served);
      }
    }
  }

  private static int requestsOf(Supplier<BackendFixture> benches, Change change) {
    try (BackendFixture fixture = benches.get()) {
      SyncSteps.reach(fixture, change.before);
      try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
        Plan plan = SyncSteps.plan(fixture, backend, change.after);
        long mark = fixture.simulator.requests().mark();
        assertTrue(
            backend
                .apply(plan, SyncSteps.wan(fixture, backend), SyncSteps.call(fixture))
                .succeeded());
        return fixture.simulator.requests().countsSince(mark).requests();
      }
    }
  }

  private static void assertConverges(BackendFixture fixture, Change change, int served) {
    SyncSteps.reach(fixture, change.before);
    String foreign = fixture.admin.everything();
    List<String> strange = new CopyOnWriteArrayList<>();
    fixture.watched.onWrite(() -> look(fixture, change).ifPresent(strange::add));
    try (SdwanBackend dying = fixture.open(SyncSteps.OWNER)) {
      Plan plan = SyncSteps.plan(fixture, dying, change.after);
      fixture.simulator.faultInjector().dieAfter(served);
      assertFalse(succeeds(fixture, dying, plan) && served < 5, "dead, and all is well");
    }
    fixture.simulator.faultInjector().revive();

    SyncSteps.reach(fixture, change.after);

    String when = change + " cut off after " + served + " requests";
    assertEquals(inForce(change.after), inForce(fixture), when);
    assertEquals(List.of(), strange, when);
    assertEquals(foreign, fixture.admin.everything(), when);
    assertNothingLeft(fixture, change, when);
  }

  private static boolean succeeds(BackendFixture fixture, SdwanBackend backend, Plan plan) {
    try {
      return backend
          .apply(plan, SyncSteps.wan(fixture, backend), SyncSteps.call(fixture))
          .succeeded();
    } catch (BackendException died) {
      return false;
    }
  }

  /** Packets meet all that was before or all that is after, and nothing in between. */
  private static Optional<String> look(BackendFixture fixture, Change change) {
    List<Boolean> now = inForce(fixture);
    boolean known = now.equals(inForce(change.before)) || now.equals(inForce(change.after));
    return known ? Optional.empty() : Optional.of("in force for the hosts 1 to 9: " + now);
  }

  private static List<Boolean> inForce(BackendFixture fixture) {
    List<Boolean> taken = new ArrayList<>();
    for (int host = 1; host < 10; host++) {
      taken.add(
          fixture
              .model
              .view()
              .takenAtEvery(flow(host), BackendFixture.SITES, BackendFixture.VPN)
              .filter(sequence -> sequence.strict())
              .isPresent());
    }
    return taken;
  }

  private static List<Boolean> inForce(List<PathRule> rules) {
    List<Boolean> taken = new ArrayList<>();
    for (int host = 1; host < 10; host++) {
      Flow flow = flow(host);
      taken.add(
          BackendFixture.SITES.stream()
              .allMatch(
                  site -> new DesiredPolicy(rules).decide(flow, new SiteId(site)).isPresent()));
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

  /**
   * No list and no definition without use, no mark, and no edit lock that keeps other users out.
   */
  private static void assertNothingLeft(BackendFixture fixture, Change change, String when) {
    for (JsonNode list : fixture.admin.all(AdminActions.LISTS)) {
      if (list.path("name").asText().matches("(fw-|fairway).*")) {
        assertTrue(list.path("referenceCount").asInt() > 0, when + " left " + list);
      }
    }
    int most = change.after.isEmpty() ? fixture.emptyContainers : 1;
    assertEquals(most, fixture.admin.containers().size(), when);
    JsonNode active = fixture.admin.active();
    fixture.admin.ask(
        "PUT", AdminActions.POLICIES + "/" + active.path("policyId").asText(), Optional.of(active));
    assertEquals(0, fixture.model.deactivations(), when);
  }
}
