package dev.fairway.mock;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import java.util.Optional;

/**
 * A rule on the mock fabric that Fairway did not write.
 *
 * @param name what they call it
 * @param place whether it is asked before or after the rules of all owners
 * @param segment whose packets it looks at; absent: those of every segment
 * @param match which packets it takes; absent: it is opaque: only its author can tell
 * @param treatment what happens to them; absent: they go wherever routing sends them
 */
public record MockForeignRule(
    String name,
    Place place,
    Optional<Segment> segment,
    Optional<TrafficMatch> match,
    Optional<Treatment> treatment) {

  /** The place of a foreign rule. */
  public enum Place {
    BEFORE,
    AFTER
  }

  /** A rule that takes packets of every segment. */
  public static MockForeignRule of(
      String name, Place place, TrafficMatch match, Treatment treatment) {
    return new MockForeignRule(
        name, place, Optional.empty(), Optional.of(match), Optional.of(treatment));
  }

  /** A rule whose match is not known. */
  public static MockForeignRule opaque(String name, Place place) {
    return new MockForeignRule(name, place, Optional.empty(), Optional.empty(), Optional.empty());
  }

  boolean takes(Flow flow) {
    return segment.map(flow.segment()::equals).orElse(true)
        && match.map(packets -> packets.matches(flow)).orElse(false);
  }
}
