package dev.fairway.core.plan;

import dev.fairway.core.policy.TrafficMatch;
import java.util.Optional;

/**
 * A rule on the target that Fairway did not write.
 *
 * @param name its name on the target
 * @param position its place in the order of everything on the target, from 0
 * @param match what it takes, where that can be told; absent: opaque, it may take anything
 */
public record ForeignRule(String name, int position, Optional<TrafficMatch> match) {}
