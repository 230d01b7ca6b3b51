package dev.fairway.core.policy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The capabilities of a target: its features, its limits, and what takes effect at once. Every target is an
 * ordered list in which the first match wins.
 *
 * @param features what it can do
 * @param commit what takes effect at once
 * @param limits the most of each; a limit that is missing or empty is unknown
 */
public record TargetProfile(Set<Feature> features, Commit commit, Map<Limit, OptionalInt> limits) {

  /** Copies; refuses a limit below one. */
  public TargetProfile {
    EnumSet<Feature> sorted = EnumSet.noneOf(Feature.class);
    sorted.addAll(features);
    features = Collections.unmodifiableSet(sorted);
    EnumMap<Limit, OptionalInt> copied = new EnumMap<>(Limit.class);
    copied.putAll(limits);
    limits = Collections.unmodifiableMap(copied);
    for (Map.Entry<Limit, OptionalInt> limit : limits.entrySet()) {
      if (limit.getValue().orElse(1) < 1) {
        throw new IllegalArgumentException("limit " + limit.getKey() + " below one");
      }
    }
  }

  /** A target that can do everything, without a known limit. */
  public static TargetProfile unlimited(Commit commit) {
    return new TargetProfile(EnumSet.allOf(Feature.class), commit, Map.of());
  }

  /** True where the target can do it. */
  public boolean has(Feature feature) {
    return features.contains(feature);
  }

  /** The most of it; empty where that is unknown. */
  public OptionalInt limit(Limit limit) {
    return limits.getOrDefault(limit, OptionalInt.empty());
  }

  /** The same target without a feature. */
  public TargetProfile without(Feature feature) {
    EnumSet<Feature> fewer = EnumSet.noneOf(Feature.class);
    fewer.addAll(features);
    fewer.remove(feature);
    return new TargetProfile(fewer, commit, limits);
  }

  /** The same target with another limit. */
  public TargetProfile withLimit(Limit limit, int most) {
    EnumMap<Limit, OptionalInt> changed = new EnumMap<>(Limit.class);
    changed.putAll(limits);
    changed.put(limit, OptionalInt.of(most));
    return new TargetProfile(features, commit, changed);
  }
}
