package dev.fairway.operator.settings;

import dev.fairway.core.policy.Digest;
import java.util.Optional;

/**
 * How much a plan may take away before a person has to say yes.
 *
 * @param maxLostShare in percent, 0 to 100
 * @param minTuples what had fewer is not judged by its share; 1 or more
 * @param holdOnEmptyStart true where rules stay when a process finds nothing to do at its start
 * @param approve the digest of one plan that may pass
 */
public record SafetySection(
    int maxLostShare, int minTuples, boolean holdOnEmptyStart, Optional<Digest> approve) {

  /** Refuses a share that is none. */
  public SafetySection {
    if (maxLostShare < 0 || maxLostShare > 100 || minTuples < 1) {
      throw new IllegalArgumentException(maxLostShare + "% of " + minTuples + " tuples");
    }
  }
}
