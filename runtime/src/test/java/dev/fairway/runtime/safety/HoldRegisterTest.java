package dev.fairway.runtime.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.runtime.Shop;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HoldRegisterTest {

  private static final Hold.Key LOSS = Hold.Key.ofCluster(Hold.Kind.CLUSTER_LOSS);
  private static final Hold.Key CART =
      new Hold.Key(Hold.Kind.SERVICE_LOSS, Optional.of(Shop.key("cart")));

  private static Hold hold(HoldRegister register, Hold.Key key, int second) {
    return register.hold(key, Duration.ofSeconds(second), "held", 1);
  }

  @Test
  void hold_askedForAgain_keepsItsIdAndItsBeginning() {
    HoldRegister first = new HoldRegister("p");
    Hold begun = hold(first, LOSS, 1);
    HoldRegister second = first.next(Map.of());
    Hold lasting = second.hold(LOSS, Duration.ofSeconds(9), "more is held", 7);
    assertTrue(begun.id().matches("h-[0-9a-f]{8}"), begun.id());
    assertEquals(begun.id(), lasting.id());
    assertEquals(Duration.ofSeconds(1), lasting.since());
    assertEquals("more is held", lasting.sentence());
    assertEquals(7, lasting.count());
  }

  @Test
  void hold_thatWasOver_comesBackUnderAnotherId() {
    HoldRegister register = new HoldRegister("p");
    Set<String> ids = new HashSet<>();
    for (int round = 0; round < 200; round++) {
      assertTrue(ids.add(hold(register, LOSS, round).id()), "round " + round);
      HoldRegister over = register.next(Map.of());
      assertEquals(ids.size(), round + 1);
      assertEquals(List.of(), over.holds());
      assertEquals(1, over.over().size());
      register = over.next(Map.of());
    }
  }

  @Test
  void hold_ofAnotherProcess_hasAnotherId() {
    assertFalse(
        hold(new HoldRegister("p"), LOSS, 1)
            .id()
            .equals(hold(new HoldRegister("q"), LOSS, 1).id()));
    assertEquals(
        hold(new HoldRegister("p"), LOSS, 1).id(),
        hold(new HoldRegister("p"), LOSS, 1).id(),
        "equal for equal input");
  }

  @Test
  void carryOver_holdsThatAPlanDecides_lastOnUnderTheirIds() {
    HoldRegister first = new HoldRegister("p");
    Hold loss = hold(first, LOSS, 1);
    hold(first, CART, 1);
    hold(first, Hold.Key.ofCluster(Hold.Kind.DECLARATIONS), 1);
    HoldRegister second = first.next(Map.of());
    second.carryOver();
    assertEquals(List.of(loss), second.holds());
  }

  @Test
  void isApproved_onlyTheHoldOfThatId() {
    HoldRegister first = new HoldRegister("p");
    String loss = hold(first, LOSS, 1).id();
    String cart = hold(first, CART, 1).id();
    HoldRegister second = first.next(Map.of(cart, "alice"));
    assertFalse(second.isApproved(LOSS));
    assertTrue(second.isApproved(CART));
    assertEquals(Map.of(cart, "alice"), second.effective());
    assertEquals(new TreeMap<>(), second.unknown());
    assertEquals(new TreeSet<>(List.of(loss, cart)), second.over());
  }

  @Test
  void isApproved_approvalOfWhatIsOver_isUnknown() {
    HoldRegister first = new HoldRegister("p");
    String id = hold(first, LOSS, 1).id();
    HoldRegister third = first.next(Map.of()).next(Map.of(id, "alice"));
    assertFalse(third.isApproved(LOSS));
    assertEquals(Map.of(id, "alice"), third.unknown());
    assertEquals(new TreeMap<>(), third.effective());
  }

  @Test
  void isApproved_inAdvance_doesNotCount() {
    HoldRegister first = new HoldRegister("p").next(Map.of("h-00000000", "alice"));
    assertFalse(first.isApproved(LOSS));
    hold(first, LOSS, 1);
    assertFalse(first.next(Map.of()).isApproved(LOSS));
  }

  @Test
  void isReleased_byTheIdOfTheServicesOwnHoldAlone() {
    HoldRegister first = new HoldRegister("p");
    String loss = hold(first, LOSS, 1).id();
    String cart = hold(first, CART, 1).id();
    HoldRegister second = first.next(Map.of());
    assertFalse(second.isReleased(CART, Optional.empty()));
    assertFalse(second.isReleased(CART, Optional.of(loss)));
    assertFalse(second.isReleased(CART, Optional.of("yes")));
    assertTrue(second.isReleased(CART, Optional.of(cart)));
    assertEquals(Set.of(cart), second.effective().keySet());
  }

  @Test
  void holds_areOrderedByKindThenService() {
    HoldRegister register = new HoldRegister("p");
    Hold loss = hold(register, LOSS, 1);
    Hold shop = hold(register, new Hold.Key(Hold.Kind.SERVICE_LOSS, Optional.of(Shop.key("x"))), 1);
    Hold cart = hold(register, CART, 1);
    assertEquals(List.of(cart, shop, loss), register.holds());
  }
}
