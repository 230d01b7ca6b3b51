package dev.fairway.operator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.operator.lease.Attribution;
import dev.fairway.operator.lease.LeaseAnnotations;
import dev.fairway.runtime.loop.MaintenanceWindow;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Why a fabric is frozen, by what was seen and by the wall clock. */
class FreezeStateTest {

  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-11-29T23:00:00Z");
  private static final Attribution ALICE =
      new Attribution(Optional.of("alice"), Optional.of(NOON), Optional.of("work"));
  private static final Attribution BOB =
      new Attribution(Optional.of("bob"), Optional.of(NOON.plusSeconds(60)), Optional.empty());
  private static final String BY_ALICE = "by alice since 2026-11-29T12:00:00Z: work";
  private static final String WINDOW =
      "maintenance window 22:00-06:00 UTC, until 2026-11-30T06:00:00Z";

  private final FreezeState state =
      new FreezeState(
          List.of(
              MaintenanceWindow.daily(
                  LocalTime.parse("22:00"), LocalTime.parse("06:00"), ZoneId.of("UTC"))));

  private void sees(String uid, Optional<Attribution> freeze, Optional<Attribution> unfreeze) {
    state.observed(new LeaseAnnotations(uid, freeze, unfreeze, new TreeMap<>()));
  }

  private void assertReason(String reason, Instant at) {
    assertEquals(Optional.of(reason).filter(text -> !text.isEmpty()), state.reason(at));
  }

  @Test
  void reason_byHandAndWindow_areIndependent() {
    assertReason("", NOON);
    assertReason(WINDOW, NIGHT);
    sees("1", Optional.of(ALICE), Optional.empty());
    assertReason(BY_ALICE, NOON);
    assertReason(BY_ALICE + "; and " + WINDOW, NIGHT);
    assertTrue(state.isEndless());
    sees("1", Optional.empty(), Optional.of(BOB));
    assertReason(WINDOW, NIGHT);
    assertReason("", NOON);
    assertFalse(state.isEndless());
    assertEquals(Optional.of(BOB), state.liftedBy());
  }

  @Test
  void reason_annotationThatSomebodyTookAway_isGone() {
    sees("1", Optional.of(ALICE), Optional.of(BOB));
    sees("1", Optional.empty(), Optional.of(BOB));
    assertReason("", NOON);
    assertEquals(Optional.empty(), state.liftedBy(), "that one unfroze an earlier freeze");
  }

  @Test
  void reason_leaseThatIsGoneOrAnother_stays() {
    sees("1", Optional.of(ALICE), Optional.empty());
    state.observedNoLease();
    assertReason(BY_ALICE, NOON);
    assertEquals(Optional.of(ALICE), state.lost());
    sees("2", Optional.empty(), Optional.empty());
    assertReason(BY_ALICE, NOON);
    assertEquals(Optional.of(ALICE), state.lost());
    sees("2", Optional.of(ALICE), Optional.empty());
    assertEquals(Optional.empty(), state.lost());
    sees("2", Optional.empty(), Optional.empty());
    assertReason("", NOON);
  }

  @Test
  void reason_anotherLeaseThatWasUnfrozen_isGone() {
    sees("1", Optional.of(ALICE), Optional.empty());
    sees("2", Optional.empty(), Optional.of(BOB));
    assertReason("", NOON);
    assertEquals(Optional.of(BOB), state.liftedBy());
  }

  @Test
  void reason_whileNothingIsKnown_isThatUntilItIs() {
    state.unknown("not read");
    assertReason("not read", NOON);
    assertTrue(state.isEndless());
    sees("1", Optional.empty(), Optional.empty());
    assertReason("", NOON);
    state.unknown("not read");
    state.observedNoLease();
    assertReason("", NOON);
  }
}
