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

/** What a Catalyst fabric can be trusted with. */
public final class CatalystProfile {

  /** Rules of one owner, where nobody says otherwise: nobody publishes how many an edge holds. */
  public static final int MAX_SEQUENCES = 200;

  /** Prefixes in one list, where nobody says otherwise: nobody publishes how many it may hold. */
  public static final int MAX_PREFIXES = 2_000;

  /** What depends on the edges and their release, and has to be seen on a real fabric first. */
  public static final Set<Feature> UNPROVEN =
      Collections.unmodifiableSet(
          EnumSet.of(Feature.ORDERED_PREFERENCE, Feature.ORDERED_STRICT, Feature.OTHER_PORT_MATCH));

  private CatalystProfile() {}

  /**
   * The profile that promises nothing which nobody has seen: no order of preference, no ports but
   * those of TCP and UDP, 200 rules of one owner, 2,000 prefixes in one list. One push brings a
   * whole plan into force.
   */
  public static TargetProfile careful() {
    return withProven(EnumSet.noneOf(Feature.class));
  }

  /**
   * The careful profile and what somebody has seen to work on this fabric.
   *
   * @param proven any of {@link Feature#ORDERED_PREFERENCE}, {@link Feature#ORDERED_STRICT} and
   *     {@link Feature#OTHER_PORT_MATCH}
   * @throws IllegalArgumentException for another feature: those are there or not, whoever says so
   */
  public static TargetProfile withProven(Set<Feature> proven) {
    return of(proven, MAX_SEQUENCES, MAX_PREFIXES);
  }

  /**
   * The careful profile with what somebody has seen to work on this fabric, and how much of it.
   *
   * @param proven some of {@link #UNPROVEN}
   * @param maxSequences the most rules of one owner
   * @param maxPrefixes the most prefixes in one list
   * @throws IllegalArgumentException for another feature, or a limit below one
   */
  public static TargetProfile of(Set<Feature> proven, int maxSequences, int maxPrefixes) {
    if (!UNPROVEN.containsAll(proven)) {
      throw new IllegalArgumentException("of " + proven + " only " + UNPROVEN + " can be switched");
    }
    EnumSet<Feature> features = EnumSet.complementOf(EnumSet.copyOf(UNPROVEN));
    features.addAll(proven);
    Map<Limit, OptionalInt> limits = new EnumMap<>(Limit.class);
    limits.put(Limit.RULES, OptionalInt.of(maxSequences));
    limits.put(Limit.PREFIXES_PER_SET, OptionalInt.of(maxPrefixes));
    return new TargetProfile(features, Commit.WHOLE_PLAN, limits);
  }
}
