package dev.fairway.k8s.watch;

import static dev.fairway.k8s.KubernetesSamples.namespace;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.watch.InformerFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.watch.ResourceWatchState.Phase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Credentials that cannot be loaded: the informer does not retry by itself. */
class LostCredentialsTest {

  private static final String SECRET = "s3cr3t-t0k3n";

  private final AtomicBoolean lost = new AtomicBoolean();

  private String token() {
    if (lost.get()) {
      throw new IllegalStateException("no token where " + SECRET + " was");
    }
    return SECRET;
  }

  @Test
  void start_withoutCredentials_readsOnceTheyAreThere() {
    lost.set(true);
    try (InformerFixture shop = InformerFixture.closedYet(this::token)) {
      shop.snapshots().start();
      shop.awaitPhase(Phase.BROKEN);
      assertEquals(
          "services: could not list services: IllegalStateException",
          shop.snapshots().watches().problems().get(0));

      lost.set(false);

      shop.awaitCompleteness(Completeness.COMPLETE);
    }
  }

  @Test
  void watches_thatLoseTheirCredentials_comeBackWithThemAndForgetNothing() {
    try (InformerFixture shop = InformerFixture.closedYet(this::token)) {
      shop.create(namespace("shop", "example.org/owner", "us"), service("cart").build());
      shop.start();
      lost.set(true);
      shop.kubernetes().faultInjector().cutWatches();
      shop.awaitPhase(Phase.BROKEN);
      assertFalse(shop.snapshots().watches().toString().contains(SECRET));

      lost.set(false);
      shop.create(service("web").build());
      eventually()
          .until(
              () -> {
                // Each look of the supervision finds that nothing was heard for long.
                shop.advance(Duration.ofMinutes(5));
                assertEquals(true, shop.service("cart").isPresent());
                return shop.service("web").isPresent();
              });
      shop.awaitPhase(Phase.WATCHING);
    }
  }
}
