package dev.fairway.k8s.status;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.k8s.objects.StoredCondition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The publisher with its own threads. */
@Timeout(60)
class StatusThreadsTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  private static List<Thread> writers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("fairway-status"))
        .filter(Thread::isAlive)
        .toList();
  }

  /** A writer whose first request blocks until it is released. */
  private static CountDownLatch hold(PublisherFixture shop) {
    CountDownLatch open = new CountDownLatch(1);
    shop.api.onWrite =
        () -> {
          try {
            open.await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
        };
    return open;
  }

  @Test
  void planned_waitsUntilTheTextIsThere() {
    try (PublisherFixture shop = new PublisherFixture(PublisherFixture.settings(LONG))) {
      shop.publisher.start();
      shop.fabric.onWrite(
          () ->
              assertEquals(
                  PublisherFixture.MPLS,
                  StoredCondition.acceptedText(shop.api.server("cart").conditions())));
      assertTrue(shop.asks("cart", "mpls").syncUnwritten().succeeded());
    }
  }

  @Test
  void planned_textThatIsRefused_doesNotDelayTheSync() {
    StatusSettings settings = PublisherFixture.settings(LONG, Duration.ZERO);
    try (PublisherFixture shop = new PublisherFixture(settings)) {
      shop.api.otherwise = ScriptedApi.Fate.REFUSED;
      shop.publisher.start();
      assertTrue(shop.asks("cart", "mpls").syncUnwritten().succeeded());
      assertEquals(1, shop.publisher.state().waiting());
      shop.publisher.close();
    }
  }

  @Test
  void planned_apiServerThatDoesNotAnswer_delaysTheSyncNoLongerThanSet() {
    StatusSettings settings = PublisherFixture.settings(Duration.ofMillis(1));
    try (PublisherFixture shop = new PublisherFixture(settings)) {
      CountDownLatch open = hold(shop);
      shop.publisher.start();
      assertTrue(shop.asks("cart", "mpls").syncUnwritten().succeeded());
      assertEquals(List.of(), shop.api.told("cart"));
      open.countDown();
      await().until(() -> shop.api.told("cart").size() == 2);
    }
  }

  @Test
  void planned_interrupted_goesOnAndKeepsTheFlag() {
    try (PublisherFixture shop = new PublisherFixture(PublisherFixture.settings(LONG))) {
      shop.asks("cart", "mpls");
      Thread.currentThread().interrupt();
      shop.publisher.planned(shop.planned());
      assertTrue(Thread.interrupted());
      assertEquals(1, shop.publisher.state().waiting());
    }
  }

  @Test
  void close_writesWhatWaitsAndEndsTheThreads() {
    try (PublisherFixture shop = new PublisherFixture()) {
      IntStream.range(0, 100).forEach(number -> shop.asks("service-" + number, "mpls"));
      shop.syncUnwritten();
      shop.publisher.start();
      shop.publisher.close();
      assertEquals(0, shop.publisher.state().waiting());
      assertTrue(
          IntStream.range(0, 100)
              .allMatch(number -> shop.api.told("service-" + number).size() == 2));
      assertEquals(50, shop.events.size());
      await().until(() -> writers().isEmpty());
    }
  }

  @Test
  void close_whileTheApiServerDoesNotAnswer_endsAllTheSame() {
    StatusSettings settings = PublisherFixture.settings(Duration.ZERO, Duration.ZERO);
    try (PublisherFixture shop = new PublisherFixture(settings)) {
      CountDownLatch reached = new CountDownLatch(1);
      CountDownLatch never = hold(shop);
      Runnable holding = shop.api.onWrite;
      shop.api.onWrite =
          () -> {
            reached.countDown();
            holding.run();
          };
      shop.asks("cart", "mpls").asks("search", "mpls").syncUnwritten();
      shop.publisher.start();
      await().until(() -> reached.getCount() == 0);
      shop.publisher.close();
      await().until(() -> writers().isEmpty());
      assertEquals(1, never.getCount());
    }
  }

  @Test
  void threads_areDaemons() {
    try (PublisherFixture shop = new PublisherFixture()) {
      shop.publisher.start();
      assertFalse(writers().isEmpty());
      assertTrue(writers().stream().allMatch(Thread::isDaemon));
    }
  }
}
