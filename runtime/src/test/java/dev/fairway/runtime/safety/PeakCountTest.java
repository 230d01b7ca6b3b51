package dev.fairway.runtime.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeakCountTest {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  private static Duration at(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 50);
  }

  @Test
  void max_withoutACount_isZero() {
    assertEquals(0, PeakCount.NONE.max());
    assertEquals(0, PeakCount.NONE.less(5).max());
  }

  @Test
  void max_fallingCounts_isTheLargestOfTheWindow() {
    PeakCount peak = PeakCount.NONE.with(at(0), 10, WINDOW).with(at(1), 7, WINDOW);
    assertEquals(10, peak.max());
    assertEquals(10, peak.with(at(601), 5, WINDOW).max(), "it was 10 until second 1");
    assertEquals(7, peak.with(at(2), 5, WINDOW).with(at(602), 5, WINDOW).max());
  }

  @Test
  void max_longSilence_stillKnowsTheCountOfBefore() {
    PeakCount peak = PeakCount.NONE.with(at(0), 10, WINDOW);
    assertEquals(10, peak.with(at(86_400), 2, WINDOW).max(), "it was 10 until just now");
  }

  @Test
  void with_growingCounts_keepsOneSample() {
    PeakCount peak = PeakCount.NONE;
    for (int count = 0; count < 1_000; count++) {
      peak = peak.with(at(count), count, WINDOW);
    }
    assertEquals(List.of(new PeakCount.Sample(at(999), 999)), peak.samples());
  }

  @Test
  void less_explained_isNoLoss() {
    PeakCount peak = PeakCount.NONE.with(at(0), 10, WINDOW).with(at(1), 7, WINDOW).less(4);
    assertEquals(6, peak.max());
    assertEquals(0, peak.less(100).max(), "never below zero");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void max_randomCounts_equalsTheLargestThatWasTrueWithinTheWindow(long seed) {
    Random random = new Random(seed);
    PeakCount peak = PeakCount.NONE;
    List<long[]> history = new ArrayList<>();
    long now = 0;
    for (int step = 0; step < 200; step++) {
      now += random.nextInt(300);
      long count = random.nextInt(20);
      peak = peak.with(at(now), count, WINDOW);
      history.add(new long[] {now, count});
      assertEquals(naive(history, now), peak.max(), "step " + step);
      assertTrue(peak.samples().size() <= 20, "as many as there are different counts at most");
    }
  }

  /** A count was true until the next one; the largest that was true at some time of the window. */
  private static long naive(List<long[]> history, long now) {
    long most = 0;
    for (int i = 0; i < history.size(); i++) {
      long until = i + 1 < history.size() ? history.get(i + 1)[0] : now;
      if (until >= now - WINDOW.toSeconds()) {
        most = Math.max(most, history.get(i)[1]);
      }
    }
    return most;
  }
}
