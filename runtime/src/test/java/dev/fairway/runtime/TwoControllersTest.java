package dev.fairway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.PolicyWriter;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.mock.FabricSpec;
import dev.fairway.mock.MockFabric;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Two controllers of one owner on one fabric: each names the other, and one alone names none. */
class TwoControllersTest {

  private static final Instant SINCE = Instant.parse("2026-01-02T03:04:05Z");

  private final AtomicLong nanos = new AtomicLong();
  private final MockFabric fabric =
      new MockFabric(
          new FabricSpec(Shop.wan(), TargetProfile.unlimited(Commit.WHOLE_PLAN), List.of()));

  private SyncOptions.Builder options(String id) {
    return SyncOptions.builder()
        .nanoClock(nanos::get)
        .writer(new PolicyWriter(id, "pod-" + id, 7, "app", SINCE));
  }

  private PolicySync controller(String id) {
    return PolicySync.with(fabric.backend(Shop.OWNER)).using(options(id).build());
  }

  private static SyncReport run(PolicySync sync, int lastPod) {
    return sync.run(new Shop().service("cart", Shop.MPLS, Shop.pods(1, lastPod)).fleet());
  }

  private static List<String> named(SyncReport report) {
    return report.otherWriters().stream().map(other -> other.writer().id()).toList();
  }

  @Test
  void run_twoThatWriteInTurn_eachNamesTheOther() {
    PolicySync one = controller("one");
    PolicySync two = controller("two");
    assertEquals(List.of(), named(run(one, 1)));
    assertEquals(List.of(), named(run(two, 1)), "what stands there at its start says nothing");

    assertTrue(run(two, 2).succeeded());
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    SyncReport ofOne = run(one, 3);
    assertEquals(List.of("two"), named(ofOne));
    assertEquals(
        "'pod-two' (process 7 of user 'app', started 2026-01-02T03:04:05Z, id two), seen to write"
            + " once, 0 s ago",
        ofOne.otherWriters().get(0).text());
    SyncReport ofTwo = run(two, 3);
    assertEquals(List.of("one"), named(ofTwo));

    run(two, 4);
    nanos.addAndGet(Duration.ofSeconds(7).toNanos());
    assertEquals(
        "'pod-two' (process 7 of user 'app', started 2026-01-02T03:04:05Z, id two), seen to write"
            + " 2 times since 7 s ago, last 0 s ago",
        run(one, 4).otherWriters().get(0).text());
  }

  @Test
  void run_whereAnotherWritesBetweenLookAndWrite_namesItInTheConflict() {
    PolicySync one = controller("one");
    PolicySync two = controller("two");
    run(one, 1);
    run(two, 1);
    boolean[] once = {true};
    fabric.onWrite(
        () -> {
          if (once[0]) {
            once[0] = false;
            run(two, 2);
          }
        });

    SyncReport report = run(one, 2);

    assertEquals(List.of("two"), named(report));
    SyncFailure failure = report.failure().orElseThrow();
    assertEquals(ErrorKind.CONFLICT, failure.kind());
    assertTrue(failure.message().contains("written by 'pod-two' (process 7"), failure::message);
    assertTrue(run(one, 2).succeeded());
  }

  @Test
  void run_oneAlone_namesNone_afterItsOwnRestartEither() {
    for (String process : List.of("one", "restarted", "again")) {
      PolicySync sync = controller(process);
      for (int pods = 1; pods <= 5; pods++) {
        assertEquals(List.of(), named(run(sync, pods)), process);
      }
    }
  }

  @Test
  void run_withTheOptionsOfAnotherBuilder_isTheSameProcess() {
    PolicySync sync = PolicySync.with(fabric.backend(Shop.OWNER));
    for (int pods = 1; pods <= 5; pods++) {
      sync = sync.using(SyncOptions.builder().nanoClock(nanos::get).build());
      assertEquals(List.of(), named(run(sync, pods)));
    }
  }

  @Test
  void run_thatMayNotWrite_namesNoneOfThoseThatDo() {
    PolicySync standby =
        PolicySync.with(fabric.backend(Shop.OWNER))
            .using(options("standby").mode(PlanMode.OBSERVE).build());
    PolicySync leader = controller("leader");
    for (int pods = 1; pods <= 3; pods++) {
      run(leader, pods);
      assertEquals(List.of(), named(run(standby, pods)));
    }
    standby = standby.using(options("standby").build());
    assertEquals(List.of(), named(run(standby, 4)), "it leads now, and the other is gone");
    assertEquals(List.of(), named(run(standby, 5)));
  }

  @Test
  void run_longAfterTheOthersLastWrite_namesItNoMore() {
    PolicySync one = controller("one");
    PolicySync two = controller("two");
    run(one, 1);
    run(two, 2);
    assertEquals(List.of("two"), named(run(one, 2)));
    nanos.addAndGet(OtherWriters.COUNTS_FOR.minusSeconds(1).toNanos());
    assertEquals(List.of("two"), named(run(one, 3)));
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertEquals(List.of(), named(run(one, 4)));
  }
}
