package dev.fairway.k8s.watch;

import dev.fairway.runtime.safety.PodLookup.Sight;

/**
 * The answer to the question for the pod at a missing address.
 *
 * @param sight what the pods tell
 * @param uid that of the pod that is there; empty where none is
 */
record PodAnswer(Sight sight, String uid) {

  static final PodAnswer UNKNOWN = new PodAnswer(Sight.UNKNOWN, "");

  static PodAnswer of(Sight sight) {
    return new PodAnswer(sight, "");
  }
}
