package dev.fairway.runtime.safety;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The largest count within a window of time. Immutable; as many samples as there are decreasing
 * counts within the window.
 *
 * @param samples oldest first; each is larger than those behind it
 */
record PeakCount(List<Sample> samples) {

  /** No count yet. */
  static final PeakCount NONE = new PeakCount(List.of());

  /**
   * A count, as it was up to a time.
   *
   * @param until when it was the count last, since the process began
   */
  record Sample(Duration until, long count) {}

  PeakCount {
    samples = List.copyOf(samples);
  }

  /** The largest count; 0 without one. */
  long max() {
    return samples.isEmpty() ? 0 : samples.get(0).count();
  }

  /** By how much of the largest count the latest one is lower, in percent, rounded down. */
  long lostPercent() {
    return max() == 0 ? 0 : (max() - samples.get(samples.size() - 1).count()) * 100 / max();
  }

  /** With a count of now; one that is older than the window counts no more, but for the last. */
  PeakCount with(Duration now, long count, Duration window) {
    List<Sample> kept = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      boolean latest = i == samples.size() - 1;
      if (sample.count > count && (latest || now.minus(sample.until).compareTo(window) <= 0)) {
        kept.add(latest ? new Sample(now, sample.count) : sample);
      }
    }
    kept.add(new Sample(now, count));
    return new PeakCount(kept);
  }

  /** After so many were taken for a reason, which are no loss. */
  PeakCount less(long explained) {
    return explained == 0
        ? this
        : new PeakCount(
            samples.stream()
                .map(sample -> new Sample(sample.until, Math.max(0, sample.count - explained)))
                .toList());
  }
}
