package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.status.OverwriteBackoff.Overwrite;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of statuses that another writer changed or that cannot be written: at most one line of a
 * kind in a time, with the number of those that it left out. Thread-safe.
 */
final class StatusLog {

  private static final Logger LOG = LoggerFactory.getLogger(StatusLog.class);
  private static final Duration GAP = Duration.ofSeconds(10);
  private static final Duration FAILURE_GAP = Duration.ofMinutes(5);

  /** A failure that lasts less is waited out: an API server that starts refuses what is right. */
  private static final Duration TOLERATED = Duration.ofMinutes(1);

  private final LongSupplier nanoClock;
  private final Line overwritten = new Line(GAP);
  private final Line contested = new Line(GAP);
  private final Line unwritten = new Line(FAILURE_GAP);

  StatusLog(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** When a line was logged last, and how many it left out since. */
  private static final class Line {
    private final Duration gap;
    private OptionalLong last = OptionalLong.empty();
    private long leftOut;

    private Line(Duration gap) {
      this.gap = gap;
    }
  }

  /** A status could not be written again, for so long. */
  synchronized void failed(ServiceKey service, Duration failing, String problem) {
    if (failing.compareTo(TOLERATED) >= 0 && isDue(unwritten)) {
      LOG.warn(
          "status of {}: cannot be written for {} s, and is tried again: {} ({} more since the last"
              + " such line)",
          service,
          failing.toSeconds(),
          problem,
          unwritten.leftOut);
      unwritten.leftOut = 0;
    }
  }

  /** A status was overwritten, and is written again. */
  synchronized void overwritten(ServiceKey service, Overwrite overwrite) {
    if (overwrite.times() < OverwriteBackoff.CONTESTED) {
      if (isDue(overwritten)) {
        LOG.info(
            "status of {}: another writer removed or changed Fairway's conditions; they are written"
                + " again ({} more since the last such line)",
            service,
            overwritten.leftOut);
        overwritten.leftOut = 0;
      }
    } else if (isDue(contested)) {
      LOG.warn(
          "status of {}: another writer removed or changed Fairway's conditions {} times in a row;"
              + " it must patch the status, or replace it with the resourceVersion that it read;"
              + " written again in {} s ({} more since the last such line)",
          service,
          overwrite.times(),
          overwrite.delay().toSeconds(),
          contested.leftOut);
      contested.leftOut = 0;
    }
  }

  private boolean isDue(Line line) {
    long now = nanoClock.getAsLong();
    if (line.last.isPresent() && now - line.last.getAsLong() < line.gap.toNanos()) {
      line.leftOut++;
      return false;
    }
    line.last = OptionalLong.of(now);
    return true;
  }
}
