package dev.fairway.examples.custombackend;

import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A number for each rule of an owner, ascending in the owner's order.
 *
 * <p>A site's list holds only the site's rules, so two lists cannot say which of two rules comes
 * first when no site has both. The number in the note can. A rule keeps its number for as long as
 * the order lets it, and new rules get numbers in the gaps, so that a change at one site does not
 * rewrite the lists of the others.
 */
final class AcmeSequenceNumbers {

  /** How far apart the numbers are at first. */
  static final long STEP = 1_000;

  private AcmeSequenceNumbers() {}

  /** The places for the rules, given those that are on the fabric. O(rules). */
  static Map<RuleId, Long> assign(List<PathRule> rules, Map<RuleId, Long> known) {
    Map<RuleId, Long> places = new HashMap<>();
    long last = 0;
    for (int i = 0; i < rules.size(); i++) {
      OptionalLong place = place(rules, i, last, known);
      if (place.isEmpty()) {
        return afresh(rules);
      }
      last = place.getAsLong();
      places.put(rules.get(i).id(), last);
    }
    return places;
  }

  /** The rule's own place, or one in the middle of the gap; empty where there is no room. */
  private static OptionalLong place(
      List<PathRule> rules, int index, long last, Map<RuleId, Long> known) {
    Long own = known.get(rules.get(index).id());
    if (own != null) {
      return own > last ? OptionalLong.of(own) : OptionalLong.empty();
    }
    for (int i = index + 1; i < rules.size(); i++) {
      Long next = known.get(rules.get(i).id());
      if (next != null) {
        long step = (next - last) / (i - index + 1);
        return step > 0 ? OptionalLong.of(last + step) : OptionalLong.empty();
      }
    }
    return OptionalLong.of(last + STEP);
  }

  private static Map<RuleId, Long> afresh(List<PathRule> rules) {
    Map<RuleId, Long> places = new HashMap<>();
    for (PathRule rule : rules) {
      places.put(rule.id(), (places.size() + 1) * STEP);
    }
    return places;
  }
}
