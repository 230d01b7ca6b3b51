package dev.fairway.k8s.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.k8s.objects.StoredCondition;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.Condition.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConditionChangeTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.89Z");
  private static final StoredCondition OLD =
      new StoredCondition(
          Condition.PROGRAMMED,
          "True",
          "Programmed",
          "1 rule",
          Optional.of("2026-01-01T00:00:00Z"),
          OptionalLong.empty());

  private static Optional<List<StoredCondition>> change(
      List<StoredCondition> current, Status status, String reason, String message) {
    return ConditionChange.of(
        current,
        List.of(new Condition(Condition.PROGRAMMED, status, reason, message)),
        OptionalLong.empty(),
        NOW);
  }

  @Test
  void of_theSame_isNoChange() {
    assertEquals(Optional.empty(), change(List.of(OLD), Status.TRUE, "Programmed", "1 rule"));
  }

  @Test
  void of_anotherMessage_keepsTheTime() {
    StoredCondition next =
        change(List.of(OLD), Status.TRUE, "Programmed", "2 rules").orElseThrow().get(0);
    assertEquals("2 rules", next.message());
    assertEquals(OLD.lastTransitionTime(), next.lastTransitionTime());
  }

  @Test
  void of_anotherStatus_hasANewTimeInWholeSeconds() {
    StoredCondition next = change(List.of(OLD), Status.FALSE, "Refused", "no").orElseThrow().get(0);
    assertEquals(Optional.of("2026-03-04T05:06:07Z"), next.lastTransitionTime());
  }

  @Test
  void of_conditionWithoutATime_getsOne() {
    StoredCondition timeless =
        new StoredCondition(
            Condition.PROGRAMMED,
            "True",
            "Programmed",
            "x",
            Optional.empty(),
            OptionalLong.empty());
    StoredCondition next =
        change(List.of(timeless), Status.TRUE, "Programmed", "y").orElseThrow().get(0);
    assertEquals(Optional.of("2026-03-04T05:06:07Z"), next.lastTransitionTime());
  }

  @Test
  void of_aTypeThatIsNotReported_staysAsItIs() {
    StoredCondition accepted =
        new StoredCondition(
            Condition.ACCEPTED, "True", "Valid", "text", Optional.empty(), OptionalLong.empty());
    List<StoredCondition> next =
        change(List.of(OLD, accepted), Status.UNKNOWN, "Stale", "old").orElseThrow();
    assertEquals(accepted, next.get(0));
    assertEquals("Unknown", next.get(1).status());
  }

  @Test
  void of_anotherGeneration_isAChangeOnlyWhereOneWasNamed() {
    StoredCondition seventh =
        new StoredCondition(
            OLD.type(),
            OLD.status(),
            OLD.reason(),
            OLD.message(),
            OLD.lastTransitionTime(),
            OptionalLong.of(7));
    List<Condition> same =
        List.of(new Condition(Condition.PROGRAMMED, Status.TRUE, "Programmed", "1 rule"));
    assertEquals(
        OptionalLong.of(8),
        ConditionChange.of(List.of(seventh), same, OptionalLong.of(8), NOW)
            .orElseThrow()
            .get(0)
            .observedGeneration());
    assertEquals(
        Optional.empty(), ConditionChange.of(List.of(seventh), same, OptionalLong.of(7), NOW));
    assertEquals(Optional.empty(), ConditionChange.of(List.of(OLD), same, OptionalLong.of(7), NOW));
  }

  @Test
  void of_longMessage_isCutBetweenCharacters() {
    String rocket = "\uD83D\uDE80";
    String message =
        change(List.of(), Status.FALSE, "Refused", rocket.repeat(40_000))
            .orElseThrow()
            .get(0)
            .message();
    assertEquals(32_768, message.codePointCount(0, message.length()));
    assertTrue(message.endsWith(rocket + " ..."));
    assertEquals(
        Optional.empty(),
        change(
            change(List.of(), Status.FALSE, "Refused", rocket.repeat(40_000)).orElseThrow(),
            Status.FALSE,
            "Refused",
            rocket.repeat(40_000)),
        "a message that was cut is the same message");
  }

  @Test
  void fits_acceptedText_isWholeOrNotAtAll() {
    Condition whole = new Condition(Condition.ACCEPTED, Status.TRUE, "Valid", "a".repeat(32_768));
    Condition more = new Condition(Condition.ACCEPTED, Status.TRUE, "Valid", "a".repeat(32_769));
    Condition words = new Condition(Condition.PROGRAMMED, Status.TRUE, "x", "a".repeat(32_769));
    assertTrue(ConditionChange.fits(whole));
    assertFalse(ConditionChange.fits(more));
    assertTrue(ConditionChange.fits(words));
  }
}
