package dev.fairway.benchmarks;

import dev.fairway.catalyst.simulator.CallCounts;
import java.util.Locale;

/**
 * What one pass asked of the Manager.
 *
 * @param work what the pass was for
 * @param counts of all its requests
 * @param polls those among them that only ask whether a push has ended
 * @param budget what it may be at most; empty where nothing is promised
 */
record RequestCountRow(String work, CallCounts counts, int polls, String budget) {

  static final String HEAD =
      """
      | pass | requests | asking whether the push has ended | writes | pushes | budget |
      |---|---|---|---|---|---|""";

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %d | %,d | %d | %s |",
        work,
        counts.requests(),
        polls,
        counts.writes(),
        counts.pushes() + counts.deactivations(),
        budget);
  }
}
