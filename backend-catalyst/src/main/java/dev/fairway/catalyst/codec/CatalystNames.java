package dev.fairway.catalyst.codec;

import dev.fairway.core.net.Names;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Digest;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.RuleId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The names of everything that Fairway makes on a Manager: always the same for the same thing, and
 * never longer than the strictest client of the Manager allows.
 *
 * <p>A rule's lists carry its id and eight digits of its owner's digest, so two owners never share
 * one. Containers are shared between owners and are named after their segment alone.
 */
public final class CatalystNames {

  /** The most characters of a list's or a definition's name. */
  public static final int MAX_NAME = 32;

  /** The most characters of a counter's name. */
  public static final int MAX_COUNTER = 20;

  private static final String GROUP = "fairway-";
  private static final String RULE = "fw-";

  /** What is left of 32 after {@code fairway-} and {@code -sites}. */
  private static final int MAX_SEGMENT = 18;

  private static final int HASH = 8;

  private CatalystNames() {}

  /** The group of sequences that holds an owner's rules. */
  static String group(OwnerId owner) {
    return GROUP + owner;
  }

  /** Whose group it is, where it is one of Fairway's. */
  static Optional<OwnerId> owner(String group) {
    String name = group.startsWith(GROUP) ? group.substring(GROUP.length()) : "";
    return Names.isName(name) ? Optional.of(new OwnerId(name)) : Optional.empty();
  }

  /** The counter of a rule: 19 characters. It is what makes a sequence one of Fairway's. */
  static String counter(RuleId rule) {
    return RULE + rule;
  }

  /** Whose counter it is, where it is a rule's. */
  static Optional<RuleId> rule(String counter) {
    return counter.matches(RULE + "[a-z2-7]{16}")
        ? Optional.of(new RuleId(counter.substring(RULE.length())))
        : Optional.empty();
  }

  /** The list of addresses that a rule matches as source: 30 characters. */
  static String sourceList(OwnerId owner, RuleId rule) {
    return ofRule(owner, rule, "s");
  }

  /** The list of addresses that a rule matches as destination: 30 characters. */
  static String destinationList(OwnerId owner, RuleId rule) {
    return ofRule(owner, rule, "d");
  }

  /** The colours that a rule prefers: 30 characters. */
  static String colorGroup(OwnerId owner, RuleId rule) {
    return ofRule(owner, rule, "c");
  }

  private static String ofRule(OwnerId owner, RuleId rule, String suffix) {
    return RULE + rule + "-" + hash(owner.value()) + "-" + suffix;
  }

  /** The definition that holds a segment's rules: up to 26 characters. */
  public static String definition(Segment segment) {
    return GROUP + fitted(segment);
  }

  /** The list of sites where a segment's rules hold: up to 32 characters. */
  public static String sites(Segment segment) {
    return GROUP + fitted(segment) + "-sites";
  }

  /** The list of the one VPN that a segment is: up to 30 characters. */
  public static String vpn(Segment segment) {
    return GROUP + fitted(segment) + "-vpn";
  }

  /** A long name keeps its beginning, for people, and gets a hash of the whole. */
  private static String fitted(Segment segment) {
    String name = segment.value();
    return name.length() <= MAX_SEGMENT
        ? name
        : name.substring(0, MAX_SEGMENT - HASH - 1) + "-" + hash(name);
  }

  private static String hash(String text) {
    return Digest.of(text).hex().substring(0, HASH);
  }

  /**
   * Refuses segments whose containers would have one name: a name that was made shorter may be
   * another segment's own.
   *
   * @throws IllegalArgumentException with both
   */
  static void requireDistinct(Collection<Segment> segments) {
    Map<String, Segment> taken = new HashMap<>();
    for (Segment segment : new TreeSet<>(segments)) {
      Segment other = taken.put(definition(segment), segment);
      if (other != null) {
        throw new IllegalArgumentException(
            "segments '" + other + "' and '" + segment + "' would share " + definition(segment));
      }
    }
  }
}
