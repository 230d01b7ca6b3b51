package dev.fairway.k8s.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import dev.fairway.k8s.status.ScriptedApi.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusPublisherTest {

  private final PublisherFixture shop = new PublisherFixture();

  @AfterEach
  void close() {
    shop.close();
  }

  private static String accepted(ServiceStatusView service) {
    return StoredCondition.acceptedText(service.conditions());
  }

  @Test
  void sync_newService_writesBothConditions() {
    shop.asks("cart", "mpls").sync();
    assertEquals(
        List.of(
            "Accepted True Valid: " + PublisherFixture.MPLS,
            "Programmed True Programmed: 2 rules are in force"),
        shop.api.told("cart"));
    assertTrue(
        shop.api.server("cart").conditions().stream()
            .allMatch(
                condition ->
                    condition.lastTransitionTime().equals(Optional.of("2026-03-04T05:06:07Z"))));
  }

  @Test
  void sync_nothingChanged_writesNothing() {
    shop.asks("cart", "mpls").sync();
    int before = shop.api.requests;
    shop.later(Duration.ofMinutes(5));
    shop.sync();
    shop.syncUnwritten();
    shop.write();
    assertEquals(before, shop.api.requests);
    assertEquals(0, shop.publisher.state().waiting());
  }

  @Test
  void sync_onlyTheTextChanges_keepsTheTimeOfTheTransition() {
    shop.asks("cart", "mpls").sync();
    shop.later(Duration.ofMinutes(5));
    shop.asks("cart", "biz-internet").sync();
    ServiceStatusView cart = shop.api.server("cart");
    assertEquals(PublisherFixture.BIZ, accepted(cart));
    assertEquals(
        Optional.of("2026-03-04T05:06:07Z"), cart.conditions().get(0).lastTransitionTime());
  }

  @Test
  void sync_statusChanges_setsTheTimeOfTheTransition() {
    shop.asks("cart", "mpls").sync();
    shop.later(Duration.ofMinutes(5));
    shop.asks("cart", "mlps").sync();
    StoredCondition held = shop.api.server("cart").conditions().get(0);
    assertEquals("Held", held.reason());
    assertEquals(PublisherFixture.MPLS, held.message());
    assertEquals(Optional.of("2026-03-04T05:11:07Z"), held.lastTransitionTime());
  }

  @Test
  void sync_serviceWithAGeneration_writesTheObservedGeneration() {
    shop.asks("cart", "mpls");
    shop.api.change("cart", false, OptionalLong.of(7));
    shop.sync();
    shop.api.change("cart", false, OptionalLong.of(8));
    shop.sync();
    assertTrue(
        shop.api.server("cart").conditions().stream()
            .allMatch(condition -> condition.observedGeneration().equals(OptionalLong.of(8))));
  }

  @Test
  void sync_annotationRemoved_takesBothConditionsAway() {
    shop.asks("cart", "mpls").sync();
    shop.asks("cart", "").sync();
    assertEquals(List.of(), shop.api.told("cart"));
    int before = shop.api.requests;
    shop.sync();
    assertEquals(before, shop.api.requests);
  }

  @Test
  void sync_clusterNotReadWhole_takesNothingAwayAndAcceptsNothing() {
    shop.asks("cart", "mpls").asks("search", "mpls").sync();
    shop.completeness = Completeness.STALE;
    shop.asks("cart", "").asks("search", "biz-internet").sync();
    assertEquals(2, shop.api.told("cart").size());
    assertEquals(PublisherFixture.MPLS, accepted(shop.api.server("search")));
    assertTrue(shop.api.told("search").get(1).startsWith("Programmed Unknown Stale"));
  }

  @Test
  void sync_fabricOutOfReach_saysSoAndTakesNothingAway() {
    shop.asks("cart", "mpls").asks("search", "mpls").sync();
    shop.fabric.setReachable(false);
    shop.asks("cart", "").sync();
    assertEquals(2, shop.api.told("cart").size(), "its rules are still in force");
    assertTrue(shop.api.told("search").get(1).startsWith("Programmed Unknown BackendUnreachable"));
    assertEquals(PublisherFixture.MPLS, accepted(shop.api.server("search")));
    shop.fabric.setReachable(true);
    shop.sync();
    assertEquals(List.of(), shop.api.told("cart"));
  }

  @Test
  void dryRun_writesNothing() {
    shop.asks("cart", "mpls").sync();
    shop.asks("cart", "");
    shop.dryRun();
    shop.write();
    assertEquals(2, shop.api.told("cart").size());
  }

  @Test
  void sync_serviceThatIsDeleted_isLeftAlone() {
    shop.asks("cart", "mpls");
    shop.api.change("cart", true, OptionalLong.empty());
    shop.sync();
    assertEquals(0, shop.api.requests);
  }

  @Test
  void sync_processThatMayNotWrite_doesNot() {
    shop.mayWrite = false;
    shop.asks("cart", "mpls").sync();
    assertEquals(0, shop.api.requests);
    assertEquals(0, shop.publisher.state().waiting());
  }

  @Test
  void write_permissionWithdrawnMeanwhile_isForgotten() {
    shop.asks("cart", "mpls").syncUnwritten();
    shop.mayWrite = false;
    shop.write();
    assertEquals(0, shop.api.requests);
    assertEquals(0, shop.publisher.state().waiting());
    assertEquals(Optional.empty(), shop.publisher.lastGood(shop.api.server("cart")));
  }

  @Test
  void write_failed_isTriedAgainAndCountsMeanwhile() {
    shop.api.script(Fate.REFUSED, Fate.REFUSED);
    shop.asks("cart", "mpls").sync();
    assertEquals(Optional.of("refused"), shop.publisher.state().problem());
    assertEquals(1, shop.publisher.state().waiting());
    assertEquals(
        Optional.of(PublisherFixture.MPLS), shop.publisher.lastGood(shop.api.server("cart")));
    shop.asks("cart", "mlps").sync();
    shop.later(Duration.ofSeconds(1));
    shop.sync();
    shop.later(Duration.ofSeconds(2));
    shop.sync();
    assertEquals(PublisherFixture.MPLS, accepted(shop.api.server("cart")), "held, not lost");
    assertEquals("Held", shop.api.server("cart").conditions().get(0).reason());
    assertEquals(Optional.empty(), shop.publisher.state().problem());
    assertEquals(2, shop.fabric.rules(new OwnerId("shop-eu")).size());
  }

  @Test
  void write_serviceMadeAnew_neverGetsTheOldOnesText() {
    shop.asks("cart", "mpls").syncUnwritten();
    shop.api.create("cart");
    shop.write();
    assertEquals(0, shop.api.requests);
    assertEquals(Optional.empty(), shop.publisher.lastGood(shop.api.server("cart")));
    shop.sync();
    assertEquals(2, shop.api.told("cart").size());
  }

  @Test
  void sync_serviceMadeAnewDuringTheSync_neverGetsTheOldOnesText() {
    shop.asks("cart", "mpls");
    shop.fabric.onWrite(() -> shop.api.create("cart"));
    shop.syncUnwritten();
    assertEquals(Optional.empty(), shop.publisher.lastGood(shop.api.server("cart")));
    shop.write();
    assertEquals(List.of(), shop.api.told("cart"));
  }

  @Test
  void write_serviceMadeAnewBehindTheInformer_isDroppedWithoutAFailure() {
    shop.asks("cart", "mpls").syncUnwritten();
    ServiceStatusView old = shop.api.server("cart");
    shop.api.delete("cart");
    shop.write();
    assertEquals(List.of(), shop.listener.statuses);
    assertEquals(0, shop.publisher.state().waiting());
    assertEquals(Optional.empty(), shop.publisher.lastGood(old));
  }

  @Test
  void standBy_anotherProcessLeads_whatItWritesCounts() {
    shop.asks("cart", "mpls").syncUnwritten();
    shop.mayWrite = false;
    shop.publisher.standBy();
    shop.api.overwrite("cart", List.of(OverwrittenStatusTest.accepted(PublisherFixture.BIZ)));
    shop.api.show();
    shop.publisher.shown(shop.api.server("cart"));
    shop.mayWrite = true;
    shop.write();
    assertEquals(0, shop.api.requests, "what waited is older than what is shown");
    assertEquals(
        Optional.of(PublisherFixture.BIZ), shop.publisher.lastGood(shop.api.server("cart")));
  }

  @Test
  void sync_serviceNeverShown_isLeftAlone() {
    shop.asks("cart", "mpls");
    shop.api.delete("cart");
    shop.api.show();
    shop.sync();
    assertEquals(0, shop.api.requests);
    assertFalse(shop.publisher.state().oldestWaiting().isPresent());
  }
}
