package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.policy.RuleId;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.runtime.Shop;
import dev.fairway.runtime.SyncFailure;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.FailureClass.Remedy;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.StepOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureClassTest {

  private static final RuleId RULE = RuleId.ofKey("a rule");

  private static SyncReport report(
      Completeness read, List<StepOutcome> outcomes, Optional<SyncFailure> failure) {
    return new SyncReport(
        "sync-1",
        Shop.OWNER,
        read,
        false,
        Optional.empty(),
        outcomes,
        failure,
        List.of(),
        new TreeMap<>(),
        List.of());
  }

  private static StepOutcome outcome(String word) {
    return switch (word) {
      case "applied" -> new StepOutcome.Applied(RULE);
      case "skipped" -> new StepOutcome.Skipped(RULE, "not begun");
      case "unknown" -> new StepOutcome.Unknown(RULE, "no answer");
      default -> new StepOutcome.Failed(RULE, ErrorKind.valueOf(word), "no");
    };
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "UNAVAILABLE, BACK_OFF",
    "THROTTLED, BACK_OFF",
    "UNAUTHORIZED, BACK_OFF_LONG",
    "NOT_YET, WAIT",
    "CONFLICT, LOOK_AGAIN",
    "REJECTED, CHANGE",
    "UNSUPPORTED, CHANGE",
    "ABANDONED, CHANGE",
    "INTERNAL, RETRY"
  })
  void of_failedCall_isWhatHelpsAgainstItsKind(ErrorKind kind, Remedy remedy) {
    Optional<Duration> after = Optional.of(Duration.ofSeconds(9));
    SyncFailure failure =
        new SyncFailure(SyncFailure.Stage.OBSERVE, kind, "no", after, Optional.empty());
    assertEquals(
        new FailureClass(remedy, after),
        FailureClass.of(report(Completeness.COMPLETE, List.of(), Optional.of(failure)), true));
    assertEquals(
        new FailureClass(remedy, after),
        FailureClass.of(BackendException.retryAfter(kind, "no", Duration.ofSeconds(9))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "applied, NONE",
    "REJECTED, CHANGE",
    "applied REJECTED skipped, CHANGE",
    "applied CONFLICT skipped, LOOK_AGAIN",
    "REJECTED CONFLICT, LOOK_AGAIN",
    "applied skipped, GO_ON",
    "skipped, RETRY",
    "applied unknown skipped, RETRY",
    "unknown REJECTED, RETRY",
    "CONFLICT INTERNAL, RETRY",
    "UNAVAILABLE REJECTED unknown, BACK_OFF",
    "applied UNAVAILABLE skipped, BACK_OFF",
    "THROTTLED UNAUTHORIZED, BACK_OFF_LONG"
  })
  void of_steps_isTheWorstOfThem(String words, Remedy remedy) {
    List<StepOutcome> outcomes =
        Arrays.stream(words.split(" ")).map(FailureClassTest::outcome).toList();
    assertEquals(remedy, remedy(outcomes, true));
  }

  @Test
  void of_clusterThatWasNotReadWhole_waitsForAChange() {
    Stream.of(Completeness.STALE, Completeness.NEVER_READ)
        .forEach(
            read ->
                assertEquals(
                    Remedy.CHANGE,
                    FailureClass.of(report(read, List.of(), Optional.empty()), true).remedy()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "applied skipped, CHANGE",
    "skipped, CHANGE",
    "applied ABANDONED skipped, CHANGE",
    "applied UNAVAILABLE skipped, BACK_OFF",
    "applied unknown skipped, RETRY"
  })
  void of_syncThatWasStopped_doesNotComeBackForThatAlone(String words, Remedy remedy) {
    assertEquals(
        remedy,
        remedy(Arrays.stream(words.split(" ")).map(FailureClassTest::outcome).toList(), false));
  }

  private static Remedy remedy(List<StepOutcome> outcomes, boolean permitted) {
    return FailureClass.of(report(Completeness.COMPLETE, outcomes, Optional.empty()), permitted)
        .remedy();
  }
}
