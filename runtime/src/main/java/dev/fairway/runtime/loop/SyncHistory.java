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
record SyncHistory(
    long passes,
    int failures,
    int attempts,
    Optional<SyncReport> last,
    Duration began,
    Optional<Duration> succeeded,
    Optional<String> broke,
    Optional<String> inventory) {

  static final SyncHistory NOTHING =
      new SyncHistory(
          0,
          0,
          0,
          Optional.empty(),
          Duration.ZERO,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  SyncHistory began(Duration now) {
    return new SyncHistory(passes + 1, failures, attempts, last, now, succeeded, broke, inventory);
  }

  /** The pass did all that was asked, or all that it may while nothing may be written. */
  SyncHistory succeeded(SyncReport report, boolean all) {
    return new SyncHistory(
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
  SyncHistory waited(SyncReport report) {
    return new SyncHistory(
        passes, 0, 0, Optional.of(report), began, succeeded, Optional.empty(), inventory);
  }

  SyncHistory failed(SyncReport report, int attempt) {
    return new SyncHistory(
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
  SyncHistory broke(String why, int attempt) {
    return new SyncHistory(
        passes,
        failures + 1,
        attempt,
        Optional.empty(),
        began,
        succeeded,
        Optional.of(why),
        inventory);
  }

  SyncHistory inventory(Optional<String> problem) {
    return new SyncHistory(passes, failures, attempts, last, began, succeeded, broke, problem);
  }

  /** The loop ended, because of that. */
  SyncHistory ended(String why) {
    return new SyncHistory(
        passes, failures, attempts, last, began, succeeded, Optional.of(why), inventory);
  }

  Optional<String> problem() {
    return broke.or(() -> inventory);
  }
}
