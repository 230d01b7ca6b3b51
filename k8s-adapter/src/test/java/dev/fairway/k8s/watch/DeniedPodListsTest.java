package dev.fairway.k8s.watch;

import static dev.fairway.k8s.watch.InformerFixture.eventually;
import static dev.fairway.k8s.watch.OwnPodsTest.RETRY;
import static dev.fairway.k8s.watch.OwnPodsTest.denying;
import static dev.fairway.k8s.watch.OwnPodsTest.http;
import static dev.fairway.k8s.watch.OwnPodsTest.lists;
import static dev.fairway.k8s.watch.OwnPodsTest.own;
import static dev.fairway.k8s.watch.OwnPodsTest.run;
import static dev.fairway.k8s.watch.OwnPodsTest.shop;
import static dev.fairway.k8s.watch.OwnPodsTest.unproven;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.k8s.api.DenialGracePeriod;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of pods that the API server denies. */
class DeniedPodListsTest {

  @Test
  void listThatIsForbidden_isTold_withTheRuleThatIsMissing_andTriedAgain() {
    try (InformerFixture shop = shop(denying("cart"), http("cart", "cart", "10.1.0.1"))) {
      run(shop, "cart-1", "cart", "10.1.0.1");
      shop.kubernetes().faultInjector().deny("list", "pods");
      shop.start();
      assertEquals(List.of(), own(shop, "cart"));
      Diagnostic told = unproven(shop, "cart").get(0);
      assertTrue(told.isError());
      assertTrue(told.message().contains("as while it starts"), told.message());
      shop.snapshot();
      assertEquals(1, lists(shop), "not again and again");

      shop.advance(DenialGracePeriod.LENGTH);
      assertTrue(
          unproven(shop, "cart")
              .get(0)
              .message()
              .endsWith(
                  "not allowed to list pods (403): a role must give the verb 'list' on 'pods'"));
      shop.kubernetes().faultInjector().allow("list", "pods");
      shop.advance(RETRY);
      assertEquals(List.of(), own(shop, "cart"), "twice as long after the second");
      assertEquals(2, lists(shop));
      shop.advance(RETRY);
      assertEquals(List.of("10.1.0.1"), own(shop, "cart"));
      assertEquals(List.of(), unproven(shop, "cart"));
    }
  }

  @Test
  void listsThatAreForbidden_areAskedAgainByOne_andAllOnceThatIsAllowed() {
    try (InformerFixture shop =
        shop(
            denying("cart"),
            denying("web"),
            denying("api"),
            http("cart", "cart", "10.1.0.1"),
            http("web", "web", "10.1.0.2"),
            http("api", "api", "10.1.0.3"))) {
      run(shop, "cart-1", "cart", "10.1.0.1");
      run(shop, "web-1", "web", "10.1.0.2");
      run(shop, "api-1", "api", "10.1.0.3");
      shop.kubernetes().faultInjector().deny("list", "pods");
      shop.start();
      assertEquals(List.of(), own(shop, "cart"));
      long asked = lists(shop);
      shop.advance(RETRY);
      shop.snapshot();
      assertEquals(asked + 1, lists(shop));

      shop.kubernetes().faultInjector().allow("list", "pods");
      shop.advance(RETRY.multipliedBy(2));
      int changes = shop.changes();
      shop.snapshot();
      eventually().until(() -> shop.changes() > changes);
      assertEquals(List.of("10.1.0.1"), own(shop, "cart"));
      assertEquals(List.of("10.1.0.2"), own(shop, "web"));
      assertEquals(List.of("10.1.0.3"), own(shop, "api"));
    }
  }
}
