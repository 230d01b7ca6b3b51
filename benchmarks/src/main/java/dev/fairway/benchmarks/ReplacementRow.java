package dev.fairway.benchmarks;

import java.time.Duration;
import java.util.Locale;

/**
 * The cost of replaced pods on the Manager.
 *
 * @param work the replaced pods
 * @param requests all requests
 * @param writes the requests for a change
 * @param pushes the writes that went to the controllers, deactivations among them
 * @param deactivations the deactivations of the centralized policy
 * @param gap the time that some controller had no policy at all
 * @param total the time from the first event until all was quiet
 * @param settling the time from the last event until all was quiet
 * @param userObjectsUnchanged true where every object of other users is byte for byte as before
 */
record ReplacementRow(
    PodReplacement work,
    int requests,
    int writes,
    int pushes,
    int deactivations,
    Duration gap,
    Duration total,
    Duration settling,
    boolean userObjectsUnchanged) {

  static final String HEAD =
      """
      | work | requests | writes | pushes | without any policy | until quiet | other users' objects |
      |---|---|---|---|---|---|---|""";

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %d (%d deactivations) | %s of %s | %s after the last event | %s |",
        work.name(),
        requests,
        writes,
        pushes,
        deactivations,
        seconds(gap),
        seconds(total),
        seconds(settling),
        userObjectsUnchanged ? "unchanged" : "CHANGED");
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }
}
