package dev.fairway.operator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.operator.run.ElectionState.Change;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who leads, by what was seen and when; renewals count for ten seconds here. */
class ElectionStateTest {

  private static final Optional<String> ME = Optional.of("me");
  private static final Optional<String> OTHER = Optional.of("other");

  private final ElectionState state = new ElectionState("me", Duration.ofSeconds(10));

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private Change heldBy(Optional<String> holder, long begunAt, long now) {
    return state.heldBy(holder, seconds(begunAt), seconds(now));
  }

  @Test
  void renewal_thatSucceeded_leadsUntilItsTimeIsUp() {
    assertEquals(Change.GAINED, heldBy(ME, 0, 1));
    assertTrue(state.leads());
    assertEquals(Change.NONE, state.checked(seconds(9)));
    assertEquals(Change.LOST, state.checked(seconds(10)));
    assertFalse(state.leads());
    assertEquals(Change.NONE, state.checked(seconds(11)));
  }

  @Test
  void renewal_thatFollows_extendsFromWhenItWasBegun() {
    heldBy(ME, 0, 0);
    assertEquals(Change.NONE, heldBy(ME, 5, 8));
    assertEquals(Change.NONE, state.checked(seconds(14)));
    assertEquals(Change.LOST, state.checked(seconds(15)));
  }

  @Test
  void renewal_whoseAnswerCameTooLate_isWorthNothing() {
    assertEquals(Change.NONE, heldBy(ME, 0, 10));
    assertFalse(state.leads());
    heldBy(ME, 20, 20);
    assertEquals(Change.LOST, heldBy(ME, 21, 31));
  }

  @Test
  void renewal_afterTimeWasUp_leadsAgain() {
    heldBy(ME, 0, 0);
    state.checked(seconds(12));
    assertEquals(Change.GAINED, heldBy(ME, 13, 13));
  }

  @Test
  void lease_thatAnotherHolds_endsIt() {
    heldBy(ME, 0, 0);
    assertEquals(Change.LOST, heldBy(OTHER, 1, 1));
    assertEquals(OTHER, state.holder());
    assertEquals(Change.NONE, heldBy(OTHER, 2, 2));
  }

  @Test
  void lease_thatPassesFromOneToAnother_isNews() {
    assertEquals(Change.OTHER_LEADER, heldBy(OTHER, 0, 0));
    assertEquals(Change.NONE, heldBy(Optional.empty(), 1, 1));
    assertEquals(Change.OTHER_LEADER, heldBy(Optional.of("third"), 2, 2));
  }

  @Test
  void trouble_isToldOnceUntilItPasses() {
    assertTrue(state.failed("forbidden"));
    assertFalse(state.failed("forbidden"));
    assertTrue(state.failed("away"));
    assertEquals(Optional.of("away"), state.problem());
    heldBy(OTHER, 0, 0);
    assertEquals(Optional.empty(), state.problem());
    assertTrue(state.failed("away"));
  }
}
