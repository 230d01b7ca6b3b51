package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.runtime.loop.FailureClass.Remedy;
import dev.fairway.runtime.loop.RetryPolicy.Backoff;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {

  /** Chance that takes nothing away and adds nothing. */
  private static final RandomGenerator NEVER = () -> 0;

  private final RetryPolicy exact = new RetryPolicy(LoopFixture.SETTINGS, NEVER);
  private final RetryPolicy spread = new RetryPolicy(LoopFixture.SETTINGS, new Random(7));

  private static FailureClass failure(Remedy remedy) {
    return new FailureClass(remedy, Optional.empty());
  }

  private List<Long> seconds(Remedy remedy, int... attempts) {
    return IntStream.of(attempts)
        .mapToObj(attempt -> exact.after(failure(remedy), attempt).retry().orElseThrow())
        .map(Duration::toSeconds)
        .toList();
  }

  @Test
  void after_nothingThatMayPass_neitherWaitsNorComesBack() {
    assertEquals(Backoff.NONE, exact.after(failure(Remedy.NONE), 1));
    assertEquals(Backoff.NONE, exact.after(failure(Remedy.CHANGE), 3));
  }

  @Test
  void after_eachFailure_waitsTwiceAsLongUpToTheBound() {
    assertEquals(
        List.of(1L, 2L, 4L, 256L, 300L, 300L), seconds(Remedy.BACK_OFF, 1, 2, 3, 9, 10, 1_000_000));
    assertEquals(List.of(1L, 2L, 4L, 300L), seconds(Remedy.RETRY, 1, 2, 3, 10));
  }

  @Test
  void after_conflict_looksAgainAtOnceAndThenGrows() {
    assertEquals(
        new Backoff(Duration.ZERO, Optional.of(Duration.ZERO), false),
        exact.after(failure(Remedy.LOOK_AGAIN), 1));
    assertEquals(List.of(0L, 1L, 2L, 300L), seconds(Remedy.LOOK_AGAIN, 1, 2, 3, 20));
  }

  @Test
  void after_headway_neverGrows() {
    assertEquals(List.of(1L, 1L, 1L), seconds(Remedy.GO_ON, 1, 2, 30));
  }

  @Test
  void after_unauthorized_startsWithAMinute() {
    assertEquals(List.of(60L, 120L, 240L, 300L), seconds(Remedy.BACK_OFF_LONG, 1, 2, 3, 4));
  }

  @Test
  void after_unauthorized_waitsAMinuteAlsoWhereNothingElseWaitsSoLong() {
    LoopSettings hasty =
        new LoopSettings(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ZERO);
    assertEquals(
        Optional.of(Duration.ofMinutes(1)),
        new RetryPolicy(hasty, NEVER).after(failure(Remedy.BACK_OFF_LONG), 9).retry());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = Remedy.class,
      names = {"BACK_OFF", "BACK_OFF_LONG"})
  void after_fabricThatIsToBeSpared_isQuietAllTheTime(Remedy remedy) {
    for (int attempt = 1; attempt < 20; attempt++) {
      Backoff backoff = spread.after(failure(remedy), attempt);
      assertEquals(Optional.of(backoff.quiet()), backoff.retry());
    }
  }

  @Test
  void after_mistake_leavesRoomForAChangeButNotAtOnce() {
    Backoff backoff = exact.after(failure(Remedy.RETRY), 8);
    assertEquals(Duration.ofMillis(750), backoff.quiet());
    assertEquals(Optional.of(Duration.ofSeconds(128)), backoff.retry());
  }

  @Test
  void after_whatTheFabricAsksFor_isTheLeast() {
    FailureClass throttled = new FailureClass(Remedy.BACK_OFF, Optional.of(Duration.ofMinutes(20)));
    assertEquals(Duration.ofMinutes(20), exact.after(throttled, 1).quiet());
    FailureClass shortly = new FailureClass(Remedy.BACK_OFF, Optional.of(Duration.ofMillis(3)));
    assertEquals(Duration.ofSeconds(8), exact.after(shortly, 4).quiet());
    for (int i = 0; i < 100; i++) {
      Duration wait = spread.after(throttled, 1).quiet();
      assertTrue(wait.compareTo(Duration.ofMinutes(20)) >= 0, wait::toString);
      assertTrue(wait.compareTo(Duration.ofMinutes(25)) <= 0, wait::toString);
    }
  }

  @Test
  void after_askedForAges_isNotMoreThanADay() {
    FailureClass slip =
        new FailureClass(Remedy.BACK_OFF, Optional.of(Duration.ofSeconds(Long.MAX_VALUE)));
    assertEquals(Duration.ofDays(1), exact.after(slip, 1).quiet());
  }

  @Test
  void after_sameFailure_isSpreadByAQuarterAtMost() {
    Set<Duration> waits = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      Duration wait = spread.after(failure(Remedy.BACK_OFF), 4).quiet();
      assertTrue(wait.compareTo(Duration.ofSeconds(6)) >= 0, wait::toString);
      assertTrue(wait.compareTo(Duration.ofSeconds(8)) <= 0, wait::toString);
      waits.add(wait);
    }
    assertTrue(waits.size() > 50, "the waits are nearly all the same");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Remedy.class)
  void after_anything_comesBackNoEarlierThanTheQuietEnds(Remedy remedy) {
    for (int attempt = 1; attempt < 40; attempt++) {
      Backoff backoff = spread.after(failure(remedy), attempt);
      backoff
          .retry()
          .ifPresent(retry -> assertTrue(retry.compareTo(backoff.quiet()) >= 0, backoff::toString));
    }
  }
}
