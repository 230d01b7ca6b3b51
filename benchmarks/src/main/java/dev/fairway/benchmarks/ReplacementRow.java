package dev.fairway.benchmarks;

import java.time.Duration;
import java.util.Locale;

/**
 * What replacing pods cost the Manager.
 *
 * @param work which pods
 * @param requests all of them
 * @param writes those that asked for a change
 * @param pushes writes that went to the controllers, deactivations among them
 * @param deactivations of the centralized policy
 * @param gap how long some controller had no policy at all
 * @param total from the first event until all was quiet
 * @param settling from the last event until all was quiet
 * @param peopleKept true where everything that people wrote is byte for byte as it was
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
      | work | requests | writes | pushes | without any policy | until quiet | what people had written |
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
