package dev.fairway.runtime.loop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.runtime.Shop;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions that a loop's thread answers between syncs. */
@Timeout(60)
class LoopBetweenTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final LoopFixture fixture = new LoopFixture();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final SyncLoop loop = fixture.loop().clock(LoopClock.system()).build();

  @AfterEach
  void close() {
    goOn.countDown();
    loop.close();
  }

  private void stayInside() {
    fixture.backend.onObserve =
        () -> {
          inside.countDown();
          try {
            goOn.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        };
  }

  private String nameOfTheBackend() {
    return loop.between(SdwanBackend::toString, LONG);
  }

  @Test
  void between_whileTheLoopWaits_isAnsweredInItsThread() {
    loop.start();
    assertEquals(fixture.backend.toString(), nameOfTheBackend());
    assertEquals(
        "fairway-sync-loop", loop.between(backend -> Thread.currentThread().getName(), LONG));
  }

  @Test
  void between_whileTheFabricIsAway_orFrozen_orStandingBy_isAnswered() {
    fixture.fabric.setReachable(false);
    loop.start();
    await().atMost(LONG).until(() -> loop.state().failures() > 0);
    assertEquals(fixture.backend.toString(), nameOfTheBackend());
    loop.freeze("maintenance");
    assertEquals(fixture.backend.toString(), nameOfTheBackend());
    loop.standBy();
    assertEquals(fixture.backend.toString(), nameOfTheBackend());
  }

  @Test
  void between_duringASync_waitsForItsEnd() throws Exception {
    stayInside();
    loop.start();
    inside.await();
    AtomicReference<Integer> rules = new AtomicReference<>();
    Thread asking =
        new Thread(
            () ->
                rules.set(loop.between(backend -> fixture.fabric.rules(Shop.OWNER).size(), LONG)));
    asking.start();
    await().atMost(LONG).until(() -> asking.getState() == Thread.State.TIMED_WAITING);
    assertEquals(0, fixture.fabric.rules(Shop.OWNER).size());
    goOn.countDown();
    asking.join();
    assertEquals(2, rules.get());
  }

  @Test
  void between_tooLate_throwsAndNeverAsks() throws Exception {
    stayInside();
    loop.start();
    inside.await();
    AtomicBoolean asked = new AtomicBoolean();
    UnansweredException late =
        assertThrows(
            UnansweredException.class, () -> loop.between(backend -> asked.getAndSet(true), SHORT));
    assertEquals("the loop had no time for a question within PT0.02S", late.getMessage());
    goOn.countDown();
    assertEquals(fixture.backend.toString(), nameOfTheBackend(), "the next one has its turn");
    assertFalse(asked.get());
  }

  @Test
  void between_beforeTheStart_isAnsweredByTheStart() throws Exception {
    AtomicReference<String> answer = new AtomicReference<>();
    Thread asking = new Thread(() -> answer.set(nameOfTheBackend()));
    asking.start();
    await().atMost(LONG).until(() -> asking.getState() == Thread.State.TIMED_WAITING);
    loop.start();
    asking.join();
    assertEquals(fixture.backend.toString(), answer.get());
  }

  @Test
  void between_questionThatThrows_isTheAskersBusiness() {
    loop.start();
    IllegalStateException thrown = new IllegalStateException("no such Service");
    assertSame(
        thrown,
        assertThrows(
            IllegalStateException.class,
            () ->
                loop.between(
                    backend -> {
                      throw thrown;
                    },
                    LONG)));
    assertThrows(
        StackOverflowError.class,
        () ->
            loop.between(
                backend -> {
                  throw new StackOverflowError();
                },
                LONG));
    assertEquals(fixture.backend.toString(), nameOfTheBackend());
    assertTrue(loop.state().problem().isEmpty());
  }

  @Test
  void between_inTheLoopsOwnThread_isRefused() {
    loop.start();
    assertThrows(
        IllegalStateException.class, () -> loop.between(backend -> nameOfTheBackend(), LONG));
  }

  @Test
  void between_afterTheEnd_isRefused() {
    loop.start();
    loop.close();
    assertEquals(
        "the loop is closed",
        assertThrows(UnansweredException.class, this::nameOfTheBackend).getMessage());
  }

  @Test
  void close_refusesTheQuestionsThatWait() throws Exception {
    stayInside();
    loop.start();
    inside.await();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread asking =
        new Thread(
            () -> thrown.set(assertThrows(UnansweredException.class, this::nameOfTheBackend)));
    asking.start();
    await().atMost(LONG).until(() -> asking.getState() == Thread.State.TIMED_WAITING);
    Thread closing = new Thread(loop::close);
    closing.start();
    await().atMost(LONG).until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    goOn.countDown();
    closing.join();
    asking.join();
    assertEquals("the loop is closed", thrown.get().getMessage());
  }

  @Test
  void between_interrupted_throwsAndKeepsTheFlag() throws Exception {
    stayInside();
    loop.start();
    inside.await();
    Thread.currentThread().interrupt();
    assertThrows(UnansweredException.class, this::nameOfTheBackend);
    assertTrue(Thread.interrupted());
  }
}
