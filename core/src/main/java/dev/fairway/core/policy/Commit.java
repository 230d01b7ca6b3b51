package dev.fairway.core.policy;

/** The granularity of a target's commits: what takes effect at once. */
public enum Commit {
  /** A whole plan: all of it or nothing. */
  WHOLE_PLAN,
  /** One step after the other. */
  PER_STEP,
  /** One site after the other, all steps at once at each. */
  PER_SITE
}
