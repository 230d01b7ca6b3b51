package dev.fairway.runtime.safety;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.PathRule;
import dev.fairway.runtime.safety.EndpointRetention.Left;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The last stage that holds back a loss: an address and port that would leave the rules on the
 * target without a reason stays, with its treatment, behind all rules that are asked for, whatever
 * stage before made it leave. Also right after a start, when nobody remembers the Services of what
 * is there. Immutable.
 *
 * @param applied the policy as this process left it
 * @param left what left each Service, and may be on the target still
 * @param since since when each address is kept here
 * @param seen those of them that were seen to be in use: they are missed first when they are not
 * @param counted the addresses that leave for a reason and are on the target still: each counts
 *     once
 * @param released the addresses that an approval lets go, and that are on the target still
 * @param peak the most addresses with a rule
 * @param sitesReleased true where an approval lets missing sites go
 */
record PlanRetention(
    AppliedPolicy applied,
    SortedMap<ServiceKey, Left> left,
    SortedMap<Place, Duration> since,
    SortedSet<Place> seen,
    SortedSet<Place> counted,
    SortedSet<Place> released,
    PeakCount peak,
    boolean sitesReleased) {

  /** Nothing is remembered. */
  static final PlanRetention NOTHING =
      new PlanRetention(
          AppliedPolicy.NOTHING,
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeSet<>(),
          new TreeSet<>(),
          new TreeSet<>(),
          PeakCount.NONE,
          false);

  /** An address, or a network that stands in a rule as a whole, in its segment. */
  record Place(Segment segment, IpPrefix address) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int bySegment = segment.compareTo(other.segment);
      return bySegment != 0 ? bySegment : address.compareTo(other.address);
    }
  }

  /**
   * A step.
   *
   * @param rules the rules to be planned for: those that are asked for, and what is kept of others
   * @param next what is remembered for the next step
   * @param retained the addresses that are kept here, in their order
   * @param lostShare the share of the addresses of the window that have no rule any more without a
   *     reason, in percent
   */
  record Kept(
      List<PathRule> rules, PlanRetention next, List<RetainedAddress> retained, long lostShare) {}

  PlanRetention {
    left = Collections.unmodifiableSortedMap(new TreeMap<>(left));
    since = Collections.unmodifiableSortedMap(new TreeMap<>(since));
    seen = Collections.unmodifiableSortedSet(new TreeSet<>(seen));
    counted = Collections.unmodifiableSortedSet(new TreeSet<>(counted));
    released = Collections.unmodifiableSortedSet(new TreeSet<>(released));
  }

  /** Since when an address is missing that is not seen now. */
  Duration missingSince(Place place, Duration now) {
    return seen.contains(place) ? now : since.getOrDefault(place, now);
  }

  /** With what left the Services in this sync. */
  PlanRetention leaving(Map<ServiceKey, Left> now) {
    if (now.isEmpty()) {
      return this;
    }
    SortedMap<ServiceKey, Left> all = new TreeMap<>(left);
    now.forEach((service, gone) -> all.merge(service, gone, Left::and));
    return new PlanRetention(applied, all, since, seen, counted, released, peak, sitesReleased);
  }

  /** After something was applied. */
  PlanRetention applied(AppliedPolicy policy) {
    return new PlanRetention(policy, left, since, seen, counted, released, peak, sitesReleased);
  }
}
