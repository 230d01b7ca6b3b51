package dev.fairway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SyncListenerTest {

  private final ScriptedFabric fabric = new ScriptedFabric();
  private final Shop shop = new Shop().service("cart", Shop.MPLS, Shop.pods(1, 3));

  /** Writes down what it hears. */
  private class Diary implements SyncListener {

    final List<String> heard = new ArrayList<>();
    final List<SyncReport> reports = new ArrayList<>();

    @Override
    public void syncStarted(String correlationId, FleetSnapshot fleet) {
      heard.add("started");
    }

    @Override
    public void backendCalled(BackendCall call) {
      heard.add(
          call.stage().text()
              + call.failure().map(failure -> " " + failure.kind()).orElse("")
              + " "
              + call.took().toSeconds());
    }

    @Override
    public void planned(PlannedSync planned) {
      heard.add("planned, written " + fabric.writes);
    }

    @Override
    public void syncEnded(SyncReport report, Duration took) {
      heard.add("ended " + took.toSeconds());
      reports.add(report);
    }
  }

  @Test
  void listener_hearsEachStepOnce_andThePlanBeforeAnythingIsWritten() {
    Diary diary = new Diary();
    AtomicLong clock = new AtomicLong();
    fabric.onObserve = () -> clock.addAndGet(Duration.ofSeconds(3).toNanos());
    SyncReport report =
        PolicySync.with(fabric)
            .using(SyncOptions.builder().nanoClock(clock::get).listener(diary).build())
            .run(shop.fleet());
    assertEquals(
        List.of("started", "inventory 0", "observe 3", "planned, written 0", "apply 0", "ended 3"),
        diary.heard);
    assertSame(report, diary.reports.get(0));
  }

  @Test
  void listener_hearsOfAFailedCall() {
    Diary diary = new Diary();
    fabric.onInventory =
        () -> {
          throw new BackendException(ErrorKind.UNAVAILABLE, "no answer");
        };
    PolicySync.with(fabric)
        .using(SyncOptions.builder().nanoClock(() -> 0).listener(diary).build())
        .run(shop.fleet());
    assertEquals(List.of("started", "inventory UNAVAILABLE 0", "ended 0"), diary.heard);
  }

  @Test
  void listener_thatThrows_changesNothingAndSilencesNobody() {
    SyncListener broken =
        new SyncListener() {
          @Override
          public void syncStarted(String correlationId, FleetSnapshot fleet) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void planned(PlannedSync planned) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void syncEnded(SyncReport report, Duration took) {
            throw new IllegalStateException("broken");
          }
        };
    Diary diary = new Diary();
    SyncReport report =
        PolicySync.with(fabric)
            .using(SyncOptions.builder().listener(broken).listener(diary).build())
            .run(shop.fleet());
    assertTrue(report.succeeded());
    assertEquals(2, fabric.rules.size());
    assertEquals(6, diary.heard.size());
  }
}
