package dev.fairway.core.snapshot;

/** Whether a cluster was read whole. Only then is anything concluded from what is not there. */
public enum Completeness {
  /** Read whole. */
  COMPLETE,
  /** Read whole once; what is here is old. */
  STALE,
  /** Never read whole. */
  NEVER_READ
}
