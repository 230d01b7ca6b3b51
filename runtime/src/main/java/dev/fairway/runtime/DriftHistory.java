package dev.fairway.runtime;

import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.RuleId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The history of drift: what is undone now, how often that happened, and when it is put right.
 *
 * <p>A drift is put right at once, until rules were undone three times within an hour. From then on
 * each further time waits twice as long, from {@link #FIRST_WAIT} to {@link #LONGEST_WAIT}, until
 * an hour has passed in which nothing was undone after it was put right. Only a plan that does
 * nothing but put right waits; one that carries out another policy too is not held back. Lost with
 * the process. Not thread-safe.
 */
final class DriftHistory {

  /** The wait after the third time. */
  static final Duration FIRST_WAIT = Duration.ofMinutes(2);

  /** The longest wait, and the time without drift after which it is forgotten. */
  static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final int TOO_OFTEN = 3;
  private static final int MOST_DOUBLINGS = 10;

  private DriftDetector detector = DriftDetector.NOTHING;

  /** The rules of the drift that is not put right yet. */
  private Set<RuleId> open = Set.of();

  /** The times of the last undoings, at most three; how many in a row, and how many too many. */
  private final Deque<Long> undone = new ArrayDeque<>();

  private int times;
  private int waits;
  private long putRight;
  private long mendAt;

  /**
   * The drift that an observation shows.
   *
   * @param writes whether the sync could put it right
   * @param now nanoseconds that only grow
   */
  Optional<Drift> seeing(DesiredPolicy desired, ObservedPolicy observed, boolean writes, long now) {
    SortedMap<RuleId, DriftDetector.Kind> changed = detector.changed(desired, observed.mine());
    if (changed.isEmpty()) {
      // Where a drift was open, the other writer has put it right itself.
      putRight = open.isEmpty() ? putRight : now;
      open = Set.of();
      return Optional.empty();
    }
    if (open.isEmpty()) {
      countUndone(now);
    }
    boolean isNew = !open.containsAll(changed.keySet());
    open = Set.copyOf(changed.keySet());
    Duration left = Duration.ofNanos(mendAt - now);
    boolean waiting = waits > 0 && !left.isNegative() && !left.isZero();
    return Optional.of(
        new Drift(
            only(changed, DriftDetector.Kind.MISSING),
            only(changed, DriftDetector.Kind.ALTERED),
            only(changed, DriftDetector.Kind.ADDED),
            segments(changed.keySet()),
            observed.editedBy(),
            observed.unfinished(),
            times,
            waits > 0,
            isNew,
            waiting && writes && detector.wanted(desired) ? Optional.of(left) : Optional.empty()));
  }

  private static SortedSet<RuleId> only(
      SortedMap<RuleId, DriftDetector.Kind> changed, DriftDetector.Kind kind) {
    SortedSet<RuleId> rules = new TreeSet<>(changed.keySet());
    rules.removeIf(rule -> changed.get(rule) != kind);
    return rules;
  }

  private SortedSet<Segment> segments(Set<RuleId> rules) {
    SortedSet<Segment> segments = new TreeSet<>();
    detector.left().stream()
        .filter(rule -> rules.contains(rule.id()))
        .forEach(rule -> segments.add(rule.scope().segment()));
    return segments;
  }

  private void countUndone(long now) {
    if (times > 0 && now - putRight >= LONGEST_WAIT.toNanos()) {
      undone.clear();
      times = 0;
      waits = 0;
    }
    times++;
    undone.addLast(now);
    while (undone.size() > TOO_OFTEN) {
      undone.removeFirst();
    }
    boolean often = undone.size() == TOO_OFTEN && now - undone.getFirst() <= LONGEST_WAIT.toNanos();
    if (often || waits > 0) {
      Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(waits, MOST_DOUBLINGS));
      mendAt = now + (wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT).toNanos();
      waits++;
    }
  }

  /**
   * A sync has ended.
   *
   * @param now nanoseconds that only grow
   */
  void after(SyncReport report, long now) {
    if (report.driftRepaired()) {
      putRight = now;
      open = Set.of();
    } else if (report.drift().isPresent() && report.planned().filter(this::wanted).isPresent()) {
      // Not put right, or in part: what was left there once is still what should be there.
      return;
    }
    detector = detector.after(report);
  }

  private boolean wanted(PlannedSync sync) {
    return detector.wanted(sync.safety().policy());
  }
}
