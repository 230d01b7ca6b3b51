package dev.fairway.benchmarks;

import java.time.Duration;
import java.util.Locale;

/**
 * The time and memory that one way of watching takes.
 *
 * @param mode the way of watching
 * @param complete the time until everything was read
 * @param before bytes of heap in use before watching began
 * @param watched bytes in use when everything was read
 * @param mapped bytes in use with what stays of the first snapshot; the same where there is none
 */
record FootprintRow(WatchMode mode, Duration complete, long before, long watched, long mapped) {

  static final String HEAD =
      "%-10s %12s %12s %12s %12s"
          .formatted("watched", "complete s", "before MiB", "read MiB", "mapped MiB");

  private static final double MEBI = 1024.0 * 1024.0;

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-10s %12.2f %12.1f %12.1f %12.1f",
        mode.name().toLowerCase(Locale.ROOT),
        complete.toNanos() / 1e9,
        before / MEBI,
        watched / MEBI,
        mapped / MEBI);
  }
}
