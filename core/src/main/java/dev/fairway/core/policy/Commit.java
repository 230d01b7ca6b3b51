package dev.fairway.core.policy;

/** What takes effect at once on a target. */
public enum Commit {
  /** A whole plan: all of it or nothing. */
  WHOLE_PLAN,
  /** One step after the other. */
  PER_STEP,
  /** One site after the other, all steps at once at each. */
  PER_SITE
}
