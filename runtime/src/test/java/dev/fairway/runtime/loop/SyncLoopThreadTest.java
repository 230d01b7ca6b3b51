package dev.fairway.runtime.loop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.Shop;
import dev.fairway.runtime.SyncListener;
import dev.fairway.runtime.SyncOptions;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops in their own thread, by the machine's clock: beginning, ending, and many callers. */
@Timeout(60)
class SyncLoopThreadTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final LoopFixture fixture = new LoopFixture();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private Optional<SyncLoop> open = Optional.empty();

  @AfterEach
  void close() {
    goOn.countDown();
    open.ifPresent(SyncLoop::close);
  }

  private SyncLoop start(SyncLoop.Builder plan, Duration grace) {
    LoopSettings defaults = LoopSettings.DEFAULTS;
    SyncLoop loop =
        plan.clock(LoopClock.system())
            .settings(
                new LoopSettings(
                    Duration.ofMillis(1),
                    Duration.ofMillis(5),
                    defaults.resync(),
                    defaults.inventoryInterval(),
                    defaults.lookInterval(),
                    Duration.ofMillis(10),
                    defaults.longestRetry(),
                    grace))
            .build();
    open = Optional.of(loop);
    loop.start();
    return loop;
  }

  private SyncLoop start() {
    return start(fixture.loop(), LONG);
  }

  private static void awaitSyncs(SyncLoop loop, long syncs) {
    await()
        .atMost(LONG)
        .until(
            () -> loop.state().syncs() >= syncs && loop.state().phase() == LoopState.Phase.WAITING);
  }

  /** Stays inside the first write until told to go on. */
  private void stayInside() {
    fixture.backend.onApply =
        () -> {
          inside.countDown();
          awaitOrInterrupt(goOn);
        };
  }

  private static void awaitOrInterrupt(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread inBackground(Runnable work) {
    Thread thread = new Thread(work, "somebody else");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Test
  void start_syncsInADaemonThreadWithAName() {
    AtomicReference<Thread> seen = new AtomicReference<>();
    fixture.onFleet = () -> seen.set(Thread.currentThread());
    awaitSyncs(start(), 1);
    assertNotSame(Thread.currentThread(), seen.get());
    assertTrue(seen.get().isDaemon());
    assertEquals("fairway-sync-loop", seen.get().getName());
  }

  @Test
  void changed_fromManyThreads_neverMakesTwoSyncsAtOnce_andLosesNone() throws Exception {
    AtomicInteger version = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger(-1);
    AtomicInteger under = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    SyncListener count =
        new SyncListener() {
          @Override
          public void syncStarted(String correlationId, FleetSnapshot fleet) {
            most.accumulateAndGet(under.incrementAndGet(), Math::max);
          }

          @Override
          public void syncEnded(SyncReport report, Duration took) {
            under.decrementAndGet();
          }
        };
    fixture.onFleet = () -> seen.set(version.get());
    SyncLoop loop =
        start(fixture.loop().options(SyncOptions.builder().listener(count).build()), LONG);
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      callers.add(
          inBackground(
              () -> {
                for (int j = 0; j < 500; j++) {
                  version.incrementAndGet();
                  loop.changed();
                }
              }));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    await().atMost(LONG).until(() -> loop.state().waitingSince().isEmpty());
    await().atMost(LONG).until(() -> seen.get() == 2_000);
    assertEquals(1, most.get());
  }

  @Test
  void close_duringASync_letsItFinishWithinTheGrace() throws Exception {
    stayInside();
    SyncLoop loop = start();
    inside.await();
    Thread closing = inBackground(loop::close);
    await().atMost(LONG).until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    assertEquals(LoopState.Phase.SYNCING, loop.state().phase());
    goOn.countDown();
    closing.join();
    assertTrue(fixture.last().succeeded());
    assertEquals(2, fixture.fabric.rules(Shop.OWNER).size());
    assertEquals(LoopState.Phase.STOPPED, loop.state().phase());
    assertEquals(Optional.empty(), loop.state().problem());
    assertFalse(fixture.backend.closed, "it belongs to somebody else");
  }

  @Test
  void close_afterTheGrace_interruptsTheSync_whichWritesNoMore() throws Exception {
    stayInside();
    SyncLoop loop = start(fixture.loop(), Duration.ZERO);
    inside.await();
    loop.close();
    assertEquals(LoopState.Phase.STOPPED, loop.state().phase());
    assertEquals(0, fixture.fabric.writes());
    assertEquals(1, fixture.ended.size());
    assertFalse(fixture.last().succeeded());
  }

  @Test
  void close_ofABackendThatHearsNoInterrupt_returnsAllTheSame_andTheSyncWritesNoMore()
      throws Exception {
    fixture.backend.onApply =
        () -> {
          inside.countDown();
          while (goOn.getCount() > 0) {
            awaitOrInterrupt(goOn);
            Thread.interrupted();
          }
        };
    SyncLoop loop = start(fixture.loop(), Duration.ZERO);
    inside.await();
    loop.close();
    assertEquals(LoopState.Phase.SYNCING, loop.state().phase());
    goOn.countDown();
    await().atMost(LONG).until(() -> loop.state().phase() == LoopState.Phase.STOPPED);
    assertEquals(0, fixture.fabric.writes(), "the permission is gone");
  }

  @Test
  void close_interruptedItself_returnsWithTheFlagSet() throws Exception {
    stayInside();
    SyncLoop loop = start();
    inside.await();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread closing =
        inBackground(
            () -> {
              loop.close();
              flag.set(Thread.currentThread().isInterrupted());
            });
    closing.interrupt();
    closing.join();
    assertEquals(true, flag.get());
    await().atMost(LONG).until(() -> loop.state().phase() == LoopState.Phase.STOPPED);
    assertEquals(0, fixture.fabric.writes());
  }

  @Test
  void close_byAListenerInTheMiddleOfASync_endsTheLoopWithoutAWrite() {
    AtomicReference<SyncLoop> self = new AtomicReference<>();
    SyncListener closer =
        new SyncListener() {
          @Override
          public void planned(PlannedSync planned) {
            self.get().close();
          }
        };
    CountDownLatch known = new CountDownLatch(1);
    fixture.onFleet = () -> awaitOrInterrupt(known);
    SyncLoop loop =
        start(fixture.loop().options(SyncOptions.builder().listener(closer).build()), LONG);
    self.set(loop);
    known.countDown();
    await().atMost(LONG).until(() -> loop.state().phase() == LoopState.Phase.STOPPED);
    assertEquals(0, fixture.fabric.writes());
    assertEquals(1, loop.state().syncs());
    loop.close();
  }

  @Test
  void close_whileTheLoopWaits_endsItAtOnce_andAgainDoesNothing() {
    SyncLoop loop = start();
    awaitSyncs(loop, 1);
    loop.close();
    assertEquals(LoopState.Phase.STOPPED, loop.state().phase());
    assertEquals(LoopState.Phase.STOPPED, fixture.states.get(fixture.states.size() - 1).phase());
    loop.close();
    loop.changed();
    loop.lead();
    loop.freeze("too late");
    assertEquals(1, loop.state().syncs());
    assertEquals(Optional.empty(), loop.state().nextIn());
  }

  @Test
  void close_beforeTheStart_isForGood() {
    SyncLoop loop = fixture.loop().build();
    loop.close();
    assertEquals(LoopState.Phase.STOPPED, loop.state().phase());
    assertThrows(IllegalStateException.class, loop::start);
    assertThrows(UnansweredException.class, () -> loop.between(backend -> 1, LONG));
  }

  @Test
  void error_endsTheLoopInAStateThatTells() {
    fixture.onFleet =
        () -> {
          throw new StackOverflowError("password=hunter2");
        };
    SyncLoop loop = start();
    await().atMost(LONG).until(() -> loop.state().phase() == LoopState.Phase.STOPPED);
    assertEquals(
        Optional.of("the loop broke, and ended: java.lang.StackOverflowError"),
        loop.state().problem());
    loop.close();
    assertTrue(loop.state().problem().isPresent(), "closing does not hide it");
  }

  @Test
  void interrupt_fromElsewhere_endsTheLoopInAStateThatTells() {
    AtomicReference<Thread> own = new AtomicReference<>();
    fixture.onFleet = () -> own.set(Thread.currentThread());
    SyncLoop loop = start();
    awaitSyncs(loop, 1);
    own.get().interrupt();
    await().atMost(LONG).until(() -> loop.state().phase() == LoopState.Phase.STOPPED);
    assertEquals(Optional.of("the loop's thread was interrupted"), loop.state().problem());
  }

  @Test
  void state_duringASyncThatHangs_answersAllTheSame() throws Exception {
    stayInside();
    SyncLoop loop = start();
    inside.await();
    loop.changed();
    loop.freeze("why not");
    assertEquals(LoopState.Phase.SYNCING, loop.state().phase());
    assertEquals(Optional.of("why not"), loop.state().frozen());
    assertTrue(loop.state().waitingSince().isPresent());
    goOn.countDown();
    awaitSyncs(loop, 2);
    assertEquals(0, fixture.fabric.writes());
  }

  @Test
  void planWithNothingToDo_isNotEvenSent() {
    SyncLoop loop = start();
    awaitSyncs(loop, 1);
    fixture.backend.onApply =
        () -> {
          throw new AssertionError("an empty plan was sent");
        };
    loop.changed();
    awaitSyncs(loop, 2);
    assertTrue(
        fixture.last().planned().map(planned -> planned.plan()).filter(Plan::isEmpty).isPresent());
  }
}
