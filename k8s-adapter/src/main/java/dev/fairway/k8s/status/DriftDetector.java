package dev.fairway.k8s.status;

import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.SyncReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tells rules of ours that somebody else changed from those that we ourselves change: what is asked
 * for is what it was, and what the fabric holds is not what this process put there last. Immutable.
 */
final class DriftDetector {

  /** Of a process that put nothing there yet: it cannot tell. */
  static final DriftDetector NOTHING = new DriftDetector(Optional.empty());

  private final Optional<Left> left;

  /** How a pass left the fabric. */
  private record Left(DesiredPolicy asked, List<PathRule> rules) {}

  private DriftDetector(Optional<Left> left) {
    this.left = left;
  }

  /** What is known after a pass. Where only a part of a plan was done, nothing is. */
  DriftDetector after(SyncReport report) {
    Optional<PlannedSync> done = report.planned().filter(pass -> report.succeeded());
    if (report.dryRun() || (done.isEmpty() && !report.wrote())) {
      return this;
    }
    return done.map(pass -> left(pass.translation().policy(), pass.plan().after())).orElse(NOTHING);
  }

  static DriftDetector left(DesiredPolicy asked, List<PathRule> rules) {
    return new DriftDetector(Optional.of(new Left(asked, List.copyOf(rules))));
  }

  /** The rules that the pass put right after somebody else had changed them. */
  SortedSet<RuleId> repaired(SyncReport report) {
    return report
        .planned()
        .filter(pass -> report.wrote() && report.succeeded())
        .map(pass -> changed(pass.translation().policy(), pass.observed().mine()))
        .orElseGet(TreeSet::new);
  }

  /**
   * The rules that somebody else changed: removed, added, altered or put elsewhere.
   *
   * @param asked what is asked for now
   * @param observed what the fabric holds now, in its order
   */
  SortedSet<RuleId> changed(DesiredPolicy asked, List<PathRule> observed) {
    return left.filter(known -> known.asked().equals(asked))
        .map(known -> difference(known.rules(), observed))
        .orElseGet(TreeSet::new);
  }

  private static SortedSet<RuleId> difference(List<PathRule> expected, List<PathRule> observed) {
    Map<RuleId, PathRule> before = byId(expected);
    Map<RuleId, PathRule> now = byId(observed);
    SortedSet<RuleId> changed = new TreeSet<>();
    before.forEach(
        (id, rule) -> {
          if (!rule.equals(now.get(id))) {
            changed.add(id);
          }
        });
    now.keySet().stream().filter(id -> !before.containsKey(id)).forEach(changed::add);
    changed.addAll(misplaced(common(expected, now), common(observed, before)));
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

  private static List<RuleId> misplaced(List<RuleId> expected, List<RuleId> observed) {
    List<RuleId> misplaced = new ArrayList<>();
    for (int place = 0; place < Math.min(expected.size(), observed.size()); place++) {
      if (!expected.get(place).equals(observed.get(place))) {
        misplaced.add(observed.get(place));
      }
    }
    return misplaced;
  }
}
