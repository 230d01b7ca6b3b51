package dev.fairway.benchmarks;

import java.time.Duration;

/**
 * Pods that are replaced at a steady pace.
 *
 * @param name a description
 * @param pods the number of pods
 * @param every the time from one to the next
 */
record PodReplacement(String name, int pods, Duration every) {

  static final PodReplacement SLOWLY =
      new PodReplacement("30 replaced pods, one a second", 30, Duration.ofSeconds(1));
  static final PodReplacement AT_ONCE =
      new PodReplacement("100 replaced pods in one second", 100, Duration.ofMillis(10));
}
