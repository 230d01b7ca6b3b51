package dev.fairway.catalyst.codec;

import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.TargetProfile;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The capabilities of a Catalyst fabric, as far as Fairway relies on them. */
public final class CatalystProfile {

  /** The default limit of rules of one owner; how many an edge holds is not published. */
  public static final int MAX_SEQUENCES = 200;

  /** The default limit of prefixes in one list; how many it may hold is not published. */
  public static final int MAX_PREFIXES = 2_000;

  /** The features that depend on the edges and their release, and need a proof on a real fabric. */
  public static final Set<Feature> UNPROVEN =
      Collections.unmodifiableSet(
          EnumSet.of(Feature.ORDERED_PREFERENCE, Feature.ORDERED_STRICT, Feature.OTHER_PORT_MATCH));

  /** The features that this backend does not carry out, whatever the fabric can. */
  private static final Set<Feature> NOT_CARRIED_OUT =
      Collections.unmodifiableSet(
          EnumSet.of(
              Feature.PEER_SETS,
              Feature.DROP,
              Feature.ENCRYPTED_ONLY,
              Feature.SERVICE_FUNCTION,
              Feature.MARK));

  private CatalystProfile() {}

  /**
   * The profile without any unproven feature: no order of preference, no ports but those of TCP and
   * UDP, 200 rules of one owner, 2,000 prefixes in one list. One push brings a whole plan into
   * force.
   */
  public static TargetProfile careful() {
    return of(EnumSet.noneOf(Feature.class), MAX_SEQUENCES, MAX_PREFIXES);
  }

  /**
   * The careful profile with the features that are proven on this fabric, and limits.
   *
   * @param proven some of {@link #UNPROVEN}
   * @param maxSequences the most rules of one owner
   * @param maxPrefixes the most prefixes in one list
   * @throws IllegalArgumentException for another feature, which is there or not by itself, or a
   *     limit below one
   */
  public static TargetProfile of(Set<Feature> proven, int maxSequences, int maxPrefixes) {
    if (!UNPROVEN.containsAll(proven)) {
      throw new IllegalArgumentException("of " + proven + " only " + UNPROVEN + " can be switched");
    }
    EnumSet<Feature> features = EnumSet.complementOf(EnumSet.copyOf(UNPROVEN));
    features.removeAll(NOT_CARRIED_OUT);
    features.addAll(proven);
    Map<Limit, OptionalInt> limits = new EnumMap<>(Limit.class);
    limits.put(Limit.RULES, OptionalInt.of(maxSequences));
    limits.put(Limit.PREFIXES_PER_SET, OptionalInt.of(maxPrefixes));
    return new TargetProfile(features, Commit.WHOLE_PLAN, limits);
  }
}
