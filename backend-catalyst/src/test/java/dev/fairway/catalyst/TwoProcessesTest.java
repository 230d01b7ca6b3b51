package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.snapshot.ChangeLock;
import dev.fairway.catalyst.snapshot.ChangeLock.PushMethod;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.plan.PolicyWriter;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.SiteId;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.SyncFailure;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.SyncReport;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two processes of one owner on one Manager: each names the other by the change lock. */
class TwoProcessesTest {

  private static final ServiceKey SHOP = new ServiceKey("shop-eu", "shop", "web");

  private final BackendFixture fixture = BackendFixture.attach();
  private final List<SdwanBackend> open = new ArrayList<>();
  private Runnable duringTheNextChange = () -> {};
  private final AtomicInteger writes = new AtomicInteger();

  TwoProcessesTest() {
    fixture.watched.onWrite(
        () -> {
          // Before the last write of a change, which deletes the lock, the lock is there.
          if (writes.incrementAndGet() >= 2) {
            duringTheNextChange.run();
          }
        });
  }

  @AfterEach
  void close() {
    open.forEach(SdwanBackend::close);
    fixture.close();
  }

  private static PolicyWriter writer(String id) {
    return new PolicyWriter(id, "pod-" + id, 7, "app", SimulatorManagerClock.START);
  }

  private PolicySync process(String id) {
    SdwanBackend backend = fixture.open(SyncSteps.OWNER);
    open.add(backend);
    return PolicySync.with(backend)
        .using(
            SyncOptions.builder()
                .nanoClock(() -> fixture.time.now().toNanos())
                .inventoryInterval(Duration.ofHours(1))
                .deadline(Duration.ofMinutes(5))
                .writer(writer(id))
                .build());
  }

  private static FleetSnapshot shop(int pods) {
    List<Endpoint> endpoints =
        IntStream.rangeClosed(1, pods)
            .mapToObj(
                pod ->
                    Endpoint.pod(IpPrefix.parse("10.2.0." + pod), Optional.of(new SiteId("200"))))
            .toList();
    ServiceState service =
        new ServiceState(
            SHOP,
            Instant.EPOCH,
            List.of(new ServicePort("http", IpProtocol.TCP, 80)),
            new IntentReading(
                Optional.of(ServiceIntent.parse("ports=every tunnel=mpls fallback=none")),
                Optional.empty(),
                List.of(),
                Set.of(),
                List.of()),
            List.of(
                new ServiceEndpoints(
                    "http", Optional.of(IpProtocol.TCP), OptionalInt.of(8080), endpoints)),
            List.of());
    return FleetSnapshot.of(
        new ClusterSnapshot(
            "shop-eu",
            SyncSteps.OWNER,
            1,
            Completeness.COMPLETE,
            List.of(),
            Optional.empty(),
            Datapath.NATIVE,
            new TreeMap<>(Map.of(SHOP, service)),
            List.of()));
  }

  private SyncReport run(PolicySync sync, int pods) {
    writes.set(0);
    return sync.run(shop(pods));
  }

  private static List<String> named(SyncReport report) {
    return report.otherWriters().stream().map(other -> other.writer().host()).toList();
  }

  private void leaveLockOf(String id) {
    fixture.admin.ask(
        "POST",
        AdminActions.LISTS + "/dataprefix",
        Optional.of(
            WireJson.tree(
                new ChangeLock(
                        "",
                        SyncSteps.OWNER,
                        fixture.time.instant().plusSeconds(60),
                        PushMethod.TEMPLATES,
                        "0123456789ab",
                        Optional.of(writer(id)))
                    .list())));
  }

  @Test
  void run_whereAnObservationMeetsTheOthersLock_eachNamesTheOther() {
    PolicySync one = process("one");
    PolicySync two = process("two");
    assertEquals(List.of(), named(run(one, 1)));
    assertEquals(List.of(), named(run(two, 1)));

    duringTheNextChange = () -> two.prepare(shop(2));
    assertTrue(run(one, 2).succeeded());
    duringTheNextChange = () -> one.prepare(shop(3));
    SyncReport ofTwo = run(two, 3);
    assertTrue(ofTwo.succeeded());
    duringTheNextChange = () -> {};

    assertEquals(List.of("pod-one"), named(ofTwo));
    assertEquals(List.of("pod-two"), named(run(one, 3)));
  }

  @Test
  void run_whereTheOtherTakesTheLockFirst_namesItInTheConflict() {
    PolicySync one = process("one");
    run(one, 1);
    writes.set(Integer.MIN_VALUE);
    boolean[] once = {true};
    fixture.watched.onWrite(
        () -> {
          if (once[0]) {
            once[0] = false;
            leaveLockOf("two");
          }
        });

    SyncReport report = one.run(shop(2));

    SyncFailure failure = report.failure().orElseThrow();
    assertEquals(ErrorKind.CONFLICT, failure.kind());
    assertEquals(
        "another operator began a change just now: " + writer("two").text(), failure.message());
    assertEquals(List.of("pod-two"), named(report));
  }

  @Test
  void run_oneAlone_namesNone_alsoAfterARestartThatFindsItsOwnLock() {
    PolicySync before = process("before");
    for (int pods = 1; pods <= 3; pods++) {
      assertEquals(List.of(), named(run(before, pods)));
    }
    leaveLockOf("before");

    PolicySync restarted = process("restarted");
    SyncReport first = run(restarted, 4);

    assertEquals(List.of(), named(first));
    assertEquals(
        List.of(
            "a change was cut off: the list 'fairway-change' is still there, of "
                + writer("before").text()),
        first.planned().orElseThrow().observed().unfinished());
    assertTrue(first.succeeded());
    assertEquals(List.of(), named(run(restarted, 5)));
    assertEquals(List.of(), run(restarted, 5).planned().orElseThrow().observed().unfinished());
  }
}
