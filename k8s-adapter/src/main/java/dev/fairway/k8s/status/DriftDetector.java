package dev.fairway.k8s.status;

import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.SyncReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The detector of drift: rules of Fairway that another user changed on the fabric. The desired
 * policy is what it was, and the fabric does not hold what this process wrote last. Immutable.
 */
final class DriftDetector {

  /** The detector of a process that has written nothing yet: it finds no drift. */
  static final DriftDetector NOTHING = new DriftDetector(Optional.empty());

  private final Optional<LastWrite> lastWrite;

  /** The state in which a sync left the fabric. */
  private record LastWrite(DesiredPolicy desired, List<PathRule> rules) {}

  private DriftDetector(Optional<LastWrite> lastWrite) {
    this.lastWrite = lastWrite;
  }

  /** The detector after a sync. After one that was carried out in part it finds no drift. */
  DriftDetector after(SyncReport report) {
    Optional<PlannedSync> done = report.planned().filter(sync -> report.succeeded());
    if (report.dryRun() || (done.isEmpty() && !report.wrote())) {
      return this;
    }
    return done.map(sync -> of(sync.translation().policy(), sync.plan().after())).orElse(NOTHING);
  }

  static DriftDetector of(DesiredPolicy desired, List<PathRule> rules) {
    return new DriftDetector(Optional.of(new LastWrite(desired, List.copyOf(rules))));
  }

  /** The rules that the sync repaired after another user had changed them. */
  SortedSet<RuleId> repaired(SyncReport report) {
    return report
        .planned()
        .filter(sync -> report.wrote() && report.succeeded())
        .map(sync -> changed(sync.translation().policy(), sync.observed().mine()))
        .orElseGet(TreeSet::new);
  }

  /**
   * The rules that another user changed: removed, added, altered or moved.
   *
   * @param desired the desired policy now
   * @param observed what the fabric holds now, in its order
   */
  SortedSet<RuleId> changed(DesiredPolicy desired, List<PathRule> observed) {
    return lastWrite
        .filter(known -> known.desired().equals(desired))
        .map(known -> difference(known.rules(), observed))
        .orElseGet(TreeSet::new);
  }

  private static SortedSet<RuleId> difference(List<PathRule> expected, List<PathRule> observed) {
    Map<RuleId, PathRule> before = byId(expected);
    Map<RuleId, PathRule> now = byId(observed);
    SortedSet<RuleId> changed = new TreeSet<>(before.keySet());
    changed.addAll(now.keySet());
    changed.removeIf(id -> Objects.equals(before.get(id), now.get(id)));
    List<RuleId> expectedOrder = common(expected, now);
    List<RuleId> order = common(observed, before);
    for (int place = 0; place < Math.min(expectedOrder.size(), order.size()); place++) {
      if (!expectedOrder.get(place).equals(order.get(place))) {
        changed.add(order.get(place));
      }
    }
    return changed;
  }

  private static Map<RuleId, PathRule> byId(List<PathRule> rules) {
    Map<RuleId, PathRule> byId = new HashMap<>();
    rules.forEach(rule -> byId.put(rule.id(), rule));
    return byId;
  }

  private static List<RuleId> common(List<PathRule> rules, Map<RuleId, PathRule> others) {
    return rules.stream().map(PathRule::id).filter(others::containsKey).toList();
  }
}
