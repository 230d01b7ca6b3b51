package dev.fairway.core.snapshot;

/** Whether a cluster was read whole. Only then does a missing object count as deleted. */
public enum Completeness {
  /** Read whole. */
  COMPLETE,
  /** Read whole once; the snapshot is old. */
  STALE,
  /** Never read whole. */
  NEVER_READ
}
