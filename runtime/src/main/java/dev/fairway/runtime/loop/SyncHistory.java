package dev.fairway.runtime.loop;

import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The outcomes of the syncs of a loop so far. Times are since the loop was built. Not thread-safe.
 */
final class SyncHistory {

  private long syncs;
  private int failures;
  private int attempts;
  private Optional<SyncReport> last = Optional.empty();
  private Duration began = Duration.ZERO;
  private Optional<Duration> succeeded = Optional.empty();
  private Optional<String> broke = Optional.empty();
  private Optional<String> inventoryProblem = Optional.empty();

  void began(Duration now) {
    syncs++;
    began = now;
  }

  /**
   * The end of a sync.
   *
   * @param report empty: it threw
   * @param failed the number of attempts in a row that failed, where this one did
   * @param all true where it applied every change before its start
   * @param problem why it threw
   */
  void ended(
      Optional<SyncReport> report, OptionalInt failed, boolean all, Optional<String> problem) {
    failures = failed.isPresent() ? failures + 1 : 0;
    attempts = failed.orElse(0);
    last = report;
    succeeded = all ? Optional.of(began) : succeeded;
    broke = problem;
  }

  /** The end of the loop by itself. */
  void ended(String why) {
    broke = Optional.of(why);
  }

  /** The result of a read of the inventory between syncs; empty: it was read. */
  void inventory(Optional<String> problem) {
    inventoryProblem = problem;
  }

  /** The number of syncs in a row that are tried again by themselves, up to the last one. */
  int attempts() {
    return attempts;
  }

  /** The state of a loop with this history, which waits since and until times as of now. */
  LoopState state(
      LoopState.Phase phase,
      Optional<String> frozen,
      Duration now,
      Optional<Duration> oldestChange,
      Optional<Duration> nextIn) {
    return new LoopState(
        phase,
        frozen,
        syncs,
        failures,
        last,
        succeeded.map(now::minus),
        oldestChange.map(now::minus),
        nextIn,
        broke.or(() -> inventoryProblem));
  }
}
