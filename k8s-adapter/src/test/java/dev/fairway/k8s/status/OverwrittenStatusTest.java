package dev.fairway.k8s.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import dev.fairway.runtime.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statuses that another writer changes after Fairway wrote them. */
class OverwrittenStatusTest {

  private final PublisherFixture shop = new PublisherFixture();

  @AfterEach
  void close() {
    shop.close();
  }

  static StoredCondition accepted(String text) {
    return new StoredCondition(
        Condition.ACCEPTED, "True", "Valid", text, Optional.empty(), OptionalLong.empty());
  }

  /** Another writer replaces the conditions, and that is shown; no sync follows. */
  private void overwrite(List<StoredCondition> conditions) {
    shop.api.overwrite("cart", conditions);
    show();
  }

  private void show() {
    shop.api.show();
    shop.publisher.shown(shop.api.server("cart"));
  }

  private List<StoredCondition> stored() {
    return shop.api.server("cart").conditions();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shown_conditionsRemovedOrRolledBack_areWrittenAgainAtOnceWithoutASync(boolean removed) {
    shop.asks("cart", "biz-internet").sync();
    List<StoredCondition> older = stored();
    shop.asks("cart", "mpls").sync();
    List<StoredCondition> right = stored();
    assertEquals(PublisherFixture.MPLS, StoredCondition.acceptedText(right));

    overwrite(removed ? List.of() : older);
    shop.write();

    assertEquals(right, stored());
    assertTrue(shop.listener.statuses.contains("overwritten cart"));
  }

  @Test
  void shown_conditionsOfAStartBeforeThisOne_areWrittenAgainToo() {
    shop.asks("cart", "mpls").sync();
    List<StoredCondition> right = stored();
    shop.publisher.standBy();
    shop.sync();
    int requests = shop.api.requests;

    overwrite(List.of());
    shop.write();

    assertEquals(right, stored());
    assertEquals(requests + 1, shop.api.requests);
  }

  @Test
  void lastGood_textRemovedByAnotherWriter_isNotLostForADeclarationThatCannotBeUsed() {
    shop.asks("cart", "mpls").sync();
    overwrite(List.of());
    assertEquals(
        Optional.of(PublisherFixture.MPLS), shop.publisher.lastGood(shop.api.server("cart")));
    shop.asks("cart", "mlps").sync();
    assertEquals("Held", shop.api.server("cart").conditions().get(0).reason());
    assertEquals(PublisherFixture.MPLS, StoredCondition.acceptedText(stored()));
  }

  @Test
  void shown_textThatSomebodyEdited_isWrittenAgain() {
    shop.asks("cart", "mpls").sync();
    List<StoredCondition> right = stored();
    overwrite(List.of(accepted("ports=every tunnel=nonsense"), right.get(1)));
    shop.write();
    assertEquals(right, stored());
  }

  @Test
  void shown_overwriteThatWasShownBeforeTheResponse_isWrittenAgain() {
    shop.asks("cart", "mpls").syncUnwritten();
    shop.api.afterWrite =
        () -> {
          shop.api.afterWrite = () -> {};
          overwrite(List.of());
        };
    shop.write();
    assertEquals(PublisherFixture.MPLS, StoredCondition.acceptedText(stored()));
  }

  @Test
  void shown_conditionsOfOthersOrOtherFields_causeNoWrite() {
    shop.asks("cart", "mpls").sync();
    int requests = shop.api.requests;
    overwrite(stored());
    shop.api.change("cart", false, OptionalLong.empty());
    show();
    shop.write();
    assertEquals(requests, shop.api.requests);
  }

  @Test
  void shown_overwrittenForServiceThatAsksForNothing_isRemovedAgain() {
    shop.asks("cart", "mpls").sync();
    List<StoredCondition> older = stored();
    shop.asks("cart", "").sync();
    assertEquals(List.of(), stored());
    overwrite(older);
    assertEquals(Optional.empty(), shop.publisher.lastGood(shop.api.server("cart")));
    shop.write();
    assertEquals(List.of(), stored());
  }

  @Test
  void shown_overwrittenAgainAndAgain_isWrittenAtABoundedRateAndTold() {
    shop.asks("cart", "mpls").sync();
    int before = shop.api.requests;
    for (int second = 0; second < 600; second++) {
      if (!stored().isEmpty()) {
        overwrite(List.of());
      }
      shop.later(Duration.ofSeconds(1));
      shop.write();
      show();
    }
    int writes = shop.api.requests - before;
    assertTrue(writes >= 10 && writes <= 20, writes + " writes in ten minutes");
    assertEquals(1, shop.publisher.state().contested());
    assertEquals(
        1,
        shop.events.stream()
            .filter(
                event ->
                    event.startsWith(
                        "cart Warning StatusOverwritten: another writer removed or changed"
                            + " Fairway's conditions 3 times in a row"))
            .count());
    shop.later(Duration.ofMinutes(2));
    shop.write();
    assertEquals(PublisherFixture.MPLS, StoredCondition.acceptedText(stored()));
    shop.later(Duration.ofMinutes(10));
    assertEquals(0, shop.publisher.state().contested());
  }

  @Test
  void shown_newIntentDuringAContest_isWrittenAtOnce() {
    shop.asks("cart", "mpls").sync();
    for (int time = 0; time < 4; time++) {
      overwrite(List.of());
      shop.later(Duration.ofSeconds(5));
      shop.write();
    }
    overwrite(List.of());
    shop.write();
    assertEquals(List.of(), stored());
    shop.asks("cart", "biz-internet").sync();
    assertEquals(PublisherFixture.BIZ, StoredCondition.acceptedText(stored()));
  }

  @Test
  void shown_whileAnotherProcessLeads_causesNoWrite() {
    shop.asks("cart", "mpls").sync();
    int requests = shop.api.requests;
    shop.mayWrite = false;
    overwrite(List.of());
    shop.mayWrite = true;
    ServiceStatusView cart = shop.api.server("cart");
    assertEquals(Optional.empty(), shop.publisher.lastGood(cart));
    shop.write();
    assertEquals(requests, shop.api.requests);
  }
}
