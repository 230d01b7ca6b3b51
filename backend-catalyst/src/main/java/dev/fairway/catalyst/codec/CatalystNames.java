package dev.fairway.catalyst.codec;

import dev.fairway.core.net.DnsLabel;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Digest;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.TrafficMatch;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The names of everything that Fairway makes on a Manager: always the same for the same thing, and
 * never longer than the strictest client of the Manager allows.
 *
 * <p>A rule's lists carry its id and eight digits of its owner's digest, so two owners never share
 * one. A data policy is shared between owners and named after its segment alone; the list of sites
 * is shared between data policies.
 */
public final class CatalystNames {

  /** The most characters of a list's or a definition's name. */
  public static final int MAX_NAME = 32;

  /** The most characters of a counter's name. */
  public static final int MAX_COUNTER = 20;

  private static final String GROUP = "fairway-";
  private static final String RULE = "fw-";

  /** Behind the counter of a rule that names sources, and whose service is the destination. */
  private static final String TO_SERVICE = "t";

  /**
   * The mark of what Fairway made for a segment. A container that others declared for Fairway has
   * one of its names and any other description.
   */
  private static final String NOTE = "Made by Fairway for segment ";

  /** The mark of the centralized policy that Fairway made. */
  public static final String POLICY_NOTE = "Made by Fairway";

  /** The centralized policy that Fairway makes where no policy is active. */
  public static final String POLICY = "fairway";

  /** No segment, owner or rule has an underscore, so no second name is another thing's first. */
  private static final String SECOND = "_2";

  /**
   * The list of sites where the rules of all segments hold: one for all, because a site in two
   * lists of one kind of policy is nothing that the vendor vouches for.
   */
  public static final String SITES = "fairway-sites";

  /** What is left of 32 after {@code fairway-}, {@code -vpn} and {@code _2}. */
  private static final int MAX_SEGMENT = 18;

  private static final int HASH = 8;

  private CatalystNames() {}

  /** The group of sequences that holds an owner's rules. */
  static String group(OwnerId owner) {
    return GROUP + owner;
  }

  /** The owner of a group; empty for a group that is not Fairway's. */
  static Optional<OwnerId> owner(String group) {
    String name = group.startsWith(GROUP) ? group.substring(GROUP.length()) : "";
    return DnsLabel.isValid(name) ? Optional.of(new OwnerId(name)) : Optional.empty();
  }

  /** The counter of a rule: 19 characters. It is what makes a sequence one of Fairway's. */
  static String counter(RuleId rule) {
    return RULE + rule;
  }

  /**
   * The counter of a rule that states its direction: one letter longer where the direction is not
   * the one that the match implies.
   */
  static String counter(PathRule rule) {
    String counter = counter(rule.id());
    return rule.direction() == Direction.impliedBy(rule.match()) ? counter : counter + TO_SERVICE;
  }

  /** The rule of a counter; empty for any other counter. */
  public static Optional<RuleId> rule(String counter) {
    return counter.matches(RULE + "[a-z2-7]{16}" + TO_SERVICE + "?")
        ? Optional.of(new RuleId(counter.substring(RULE.length(), RULE.length() + 16)))
        : Optional.empty();
  }

  /**
   * The direction that a rule with that match states by its counter; the implied one where the
   * match does not name the addresses of the stated side, as after an edit by hand.
   */
  static Direction direction(Collection<String> counters, TrafficMatch match) {
    boolean stated =
        match.destination().isPresent()
            && counters.stream().anyMatch(name -> name.matches(RULE + "[a-z2-7]{16}" + TO_SERVICE));
    return stated ? Direction.TO_SERVICE : Direction.impliedBy(match);
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

  /** The description of what is made for a segment. */
  public static String note(Segment segment) {
    return NOTE + segment;
  }

  /** True for the description of what Fairway made for a segment. */
  public static boolean isMade(String description) {
    return description.startsWith(NOTE);
  }

  /** The definition that holds a segment's rules: up to 26 characters. */
  public static String definition(Segment segment) {
    return GROUP + fitted(segment);
  }

  /** The list of the one VPN that a segment is: up to 30 characters. */
  public static String vpn(Segment segment) {
    return GROUP + fitted(segment) + "-vpn";
  }

  /**
   * The other name of a list or a definition: for the one that takes its place while it is still
   * referred to.
   */
  public static String second(String name) {
    return name + SECOND;
  }

  /** The two names that a list or a definition may have; the first is preferred. */
  public static List<String> bothNames(String first) {
    return List.of(first, second(first));
  }

  /** True for the name of a list of a rule of this owner, marked or not. */
  public static boolean isOfRule(OwnerId owner, String name) {
    return first(name).matches(RULE + "[a-z2-7]{16}-" + hash(owner.value()) + "-[sdc]");
  }

  /** The name that a rule's list has where its place was free. */
  static String first(String name) {
    return name.matches(RULE + "[a-z2-7]{16}-[0-9a-f]{8}-[sdc]" + SECOND)
        ? name.substring(0, name.length() - SECOND.length())
        : name;
  }

  /** A long name keeps its beginning, for readers, and gets a hash of the whole. */
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
   * Refuses segments whose data policies would have one name: a name that was made shorter may be
   * another segment's own.
   *
   * @throws IllegalArgumentException with both
   */
  static void requireDistinct(Collection<Segment> segments) {
    Map<String, Segment> taken = new HashMap<>();
    for (Segment segment : new TreeSet<>(segments)) {
      String name = definition(segment);
      Segment other = taken.put(name, segment);
      if (other != null) {
        throw new IllegalArgumentException(
            "segments '" + other + "' and '" + segment + "' would share " + name);
      }
    }
  }
}
