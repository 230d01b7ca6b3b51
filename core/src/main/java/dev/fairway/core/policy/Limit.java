package dev.fairway.core.policy;

/** A capacity of a target: something that it has only so much of. */
public enum Limit {
  /** Rules of one owner. */
  RULES,
  /** Prefixes in one address set of one rule. */
  PREFIXES_PER_SET,
  /** Prefixes in all address sets of all rules of one owner. */
  PREFIXES
}
