package dev.fairway.core.policy;

/** Something that a target has only so much of. */
public enum Limit {
  /** Rules of one owner. */
  RULES,
  /** Prefixes in one address set of one rule. */
  PREFIXES_PER_SET,
  /** Prefixes in all address sets of all rules of one owner. */
  PREFIXES
}
