package dev.fairway.runtime.loop;

import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of the passes so far. Immutable; moments are times since the loop was made.
 *
 * @param passes how many began
 * @param failures how many in a row did not do all, the last one included
 * @param attempts how many in a row will be tried again by themselves, the last one included
 * @param last what the last one came to; empty: none ended yet, or it broke
 * @param began when the last one began
 * @param succeeded when the last one began that did all that was asked
 * @param broke why the last one did not come to an end
 * @param inventory why the inventory could not be read last time
 */
record Past(
    long passes,
    int failures,
    int attempts,
    Optional<SyncReport> last,
    Duration began,
    Optional<Duration> succeeded,
    Optional<String> broke,
    Optional<String> inventory) {

  static final Past NOTHING =
      new Past(
          0,
          0,
          0,
          Optional.empty(),
          Duration.ZERO,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  Past began(Duration now) {
    return new Past(passes + 1, failures, attempts, last, now, succeeded, broke, inventory);
  }

  /** The pass did all that was asked, or all that it may while nothing may be written. */
  Past succeeded(SyncReport report, boolean all) {
    return new Past(
        passes,
        0,
        0,
        Optional.of(report),
        began,
        all ? Optional.of(began) : succeeded,
        Optional.empty(),
        inventory);
  }

  /** The pass found that it is too early to change anything; nothing failed. */
  Past waited(SyncReport report) {
    return new Past(
        passes, 0, 0, Optional.of(report), began, succeeded, Optional.empty(), inventory);
  }

  Past failed(SyncReport report, int attempt) {
    return new Past(
        passes,
        failures + 1,
        attempt,
        Optional.of(report),
        began,
        succeeded,
        Optional.empty(),
        inventory);
  }

  /** Something ended it that should not happen. */
  Past broke(String why, int attempt) {
    return new Past(
        passes,
        failures + 1,
        attempt,
        Optional.empty(),
        began,
        succeeded,
        Optional.of(why),
        inventory);
  }

  Past inventory(Optional<String> problem) {
    return new Past(passes, failures, attempts, last, began, succeeded, broke, problem);
  }

  /** The loop ended, because of that. */
  Past ended(String why) {
    return new Past(
        passes, failures, attempts, last, began, succeeded, Optional.of(why), inventory);
  }

  Optional<String> problem() {
    return broke.or(() -> inventory);
  }
}
