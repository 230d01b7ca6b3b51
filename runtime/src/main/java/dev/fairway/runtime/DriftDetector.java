package dev.fairway.runtime;

import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The detector of drift: rules of Fairway that another user changed on the fabric, which does not
 * hold what this process left there last. Immutable.
 */
final class DriftDetector {

  /** The detector of a process that has written nothing yet: it finds no drift. */
  static final DriftDetector NOTHING = new DriftDetector(Optional.empty());

  private final Optional<LastWrite> lastWrite;

  /** The state in which a sync left the fabric. */
  private record LastWrite(DesiredPolicy desired, List<PathRule> rules) {}

  /** What became of a rule. */
  enum Kind {
    MISSING,
    ALTERED,
    ADDED
  }

  private DriftDetector(Optional<LastWrite> lastWrite) {
    this.lastWrite = lastWrite;
  }

  /** The detector after a sync. After one that was carried out in part it finds no drift. */
  DriftDetector after(SyncReport report) {
    Optional<PlannedSync> done = report.planned().filter(sync -> report.succeeded());
    if (report.dryRun() || (done.isEmpty() && !report.wrote())) {
      return this;
    }
    return done.map(sync -> of(sync.safety().policy(), sync.plan().after())).orElse(NOTHING);
  }

  static DriftDetector of(DesiredPolicy desired, List<PathRule> rules) {
    return new DriftDetector(Optional.of(new LastWrite(desired, List.copyOf(rules))));
  }

  /** True where what is desired is what was desired at the last write. */
  boolean wanted(DesiredPolicy desired) {
    return lastWrite.filter(known -> known.desired().equals(desired)).isPresent();
  }

  /** The rules that this process left on the fabric last; of those of a drift, where they were. */
  List<PathRule> left() {
    return lastWrite.map(LastWrite::rules).orElse(List.of());
  }

  /**
   * The rules that another user changed: removed, added, altered or moved. Where another policy is
   * desired than at the last write, only those that are gone: the WAN may have changed with it, and
   * with the WAN how a rule reads.
   *
   * @param desired the desired policy now
   * @param observed what the fabric holds now, in its order
   */
  SortedMap<RuleId, Kind> changed(DesiredPolicy desired, List<PathRule> observed) {
    SortedMap<RuleId, Kind> changed =
        lastWrite.map(known -> difference(known.rules(), observed)).orElseGet(TreeMap::new);
    if (!wanted(desired)) {
      changed.values().removeIf(kind -> kind != Kind.MISSING);
    }
    return changed;
  }

  private static SortedMap<RuleId, Kind> difference(
      List<PathRule> expected, List<PathRule> observed) {
    Map<RuleId, PathRule> before = byId(expected);
    Map<RuleId, PathRule> now = byId(observed);
    SortedMap<RuleId, Kind> changed = new TreeMap<>();
    for (PathRule rule : expected) {
      PathRule there = now.get(rule.id());
      if (there == null) {
        changed.put(rule.id(), Kind.MISSING);
      } else if (!there.equals(rule)) {
        changed.put(rule.id(), Kind.ALTERED);
      }
    }
    SortedSet<RuleId> added = new TreeSet<>(now.keySet());
    added.removeAll(before.keySet());
    added.forEach(id -> changed.put(id, Kind.ADDED));
    List<RuleId> expectedOrder = common(expected, now);
    List<RuleId> order = common(observed, before);
    for (int place = 0; place < Math.min(expectedOrder.size(), order.size()); place++) {
      if (!expectedOrder.get(place).equals(order.get(place))) {
        changed.put(order.get(place), Kind.ALTERED);
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
