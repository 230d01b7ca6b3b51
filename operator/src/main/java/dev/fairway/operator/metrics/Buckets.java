package dev.fairway.operator.metrics;

import java.time.Duration;
import java.util.stream.LongStream;

/** Where the buckets of histograms end. */
final class Buckets {

  /** 10 ms to 2 minutes: one call or one pass; what takes longer ran into a deadline. */
  static final Duration[] PASS =
      millis(10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000);

  /** 100 ms to 15 minutes: from a change to the fabric, retries included. */
  static final Duration[] CHANGE =
      millis(100, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000);

  private Buckets() {}

  private static Duration[] millis(long... ends) {
    return LongStream.of(ends).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
