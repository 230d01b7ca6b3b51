package dev.fairway.k8s.watch;

import static dev.fairway.k8s.watch.InformerFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchBackoffTest {

  private static final Duration SHORT = Duration.ofNanos(1);

  @Test
  void next_afterEachPause_isTwiceAsLongUpToTheLongest() throws InterruptedException {
    WatchBackoff backoff = new WatchBackoff(SHORT, Duration.ofNanos(3));
    backoff.pause(Duration.ZERO, backoff.ends());
    assertEquals(Duration.ofNanos(2), backoff.next());
    backoff.pause(Duration.ZERO, backoff.ends());
    backoff.pause(Duration.ZERO, backoff.ends());
    assertEquals(Duration.ofNanos(3), backoff.next());

    backoff.succeeded();
    assertEquals(SHORT, backoff.next());
  }

  @Test
  void end_duringAPauseOfADay_endsIt_andTheNextIsTheFirstAgain() throws InterruptedException {
    WatchBackoff backoff = new WatchBackoff(Duration.ofDays(1), Duration.ofDays(32));
    Thread pausing =
        new Thread(
            () -> {
              try {
                backoff.pause(Duration.ZERO, backoff.ends());
              } catch (InterruptedException unexpected) {
                Thread.currentThread().interrupt();
              }
            });
    pausing.start();
    eventually().until(() -> pausing.getState() == Thread.State.TIMED_WAITING);
    assertEquals(Duration.ofDays(2), backoff.next());

    backoff.end();
    pausing.join();

    assertEquals(Duration.ofDays(1), backoff.next());
  }

  @Test
  void end_sinceTheRequestWasSent_leavesNoPause() throws InterruptedException {
    WatchBackoff backoff = new WatchBackoff(Duration.ofDays(1), Duration.ofDays(32));
    long before = backoff.ends();
    backoff.end();

    backoff.pause(Duration.ZERO, before);

    assertEquals(Duration.ofDays(1), backoff.next());
  }
}
