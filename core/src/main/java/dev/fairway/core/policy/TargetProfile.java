package dev.fairway.core.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The capabilities of a target: its features, its limits, and what takes effect at once. Every
 * target is an ordered list in which the first match wins.
 *
 * @param features what it can do
 * @param commit what takes effect at once
 * @param limits the most of each; a limit that is missing or empty is unknown
 */
public record TargetProfile(Set<Feature> features, Commit commit, Map<Limit, OptionalInt> limits) {

  /** Copies; refuses a limit below one. */
  public TargetProfile {
    features = Collections.unmodifiableSet(new TreeSet<>(features));
    limits = Collections.unmodifiableMap(new TreeMap<>(limits));
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
    Set<Feature> fewer = new TreeSet<>(features);
    fewer.remove(feature);
    return new TargetProfile(fewer, commit, limits);
  }

  /** The same target with another limit. */
  public TargetProfile withLimit(Limit limit, int most) {
    Map<Limit, OptionalInt> changed = new TreeMap<>(limits);
    changed.put(limit, OptionalInt.of(most));
    return new TargetProfile(features, commit, changed);
  }
}
