package dev.fairway.benchmarks;

import dev.fairway.catalyst.simulator.CallCounts;
import java.util.Locale;

/**
 * The requests of one sync to the Manager.
 *
 * @param work the change that the sync carried out
 * @param counts the counts of its requests
 * @param polls the requests that only poll whether a push has ended
 * @param budget the promised maximum; empty where nothing is promised
 */
record RequestCountRow(String work, CallCounts counts, int polls, String budget) {

  static final String HEAD =
      """
      | sync | requests | polling whether the push has ended | writes | pushes | budget |
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
