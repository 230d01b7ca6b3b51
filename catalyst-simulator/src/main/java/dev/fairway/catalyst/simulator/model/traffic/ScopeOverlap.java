package dev.fairway.catalyst.simulator.model.traffic;

import java.util.List;
import java.util.Optional;

/**
 * An overlap that controllers refuse: a site that has two policies of one type for the same
 * packets.
 */
public final class ScopeOverlap {

  private static final List<String> TYPES = List.of("data", "approute");

  private ScopeOverlap() {}

  /** The reason to refuse the policy; empty where there is none. */
  public static Optional<String> in(RunningPolicy policy) {
    for (String type : TYPES) {
      List<ExpandedAssemblyEntry> entries = policy.entries(type);
      for (int first = 0; first < entries.size(); first++) {
        for (int second = first + 1; second < entries.size(); second++) {
          if (entries.get(first).overlaps(entries.get(second))) {
            return Optional.of(text(type, entries.get(first), entries.get(second)));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static String text(
      String type, ExpandedAssemblyEntry first, ExpandedAssemblyEntry second) {
    return "Overlapping apply-policy site-list: "
        + type
        + " policies "
        + first.definition().name()
        + " and "
        + second.definition().name()
        + " hold for the same site and VPN";
  }
}
