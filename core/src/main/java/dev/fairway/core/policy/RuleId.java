package dev.fairway.core.policy;

/**
 * The id of a rule, the same for as long as only its addresses change: a hash of everything in the
 * rule but its prefixes, the direction included.
 *
 * @param value 16 characters {@code [a-z2-7]}
 */
public record RuleId(String value) implements Comparable<RuleId> {

  /** Refuses any other text. */
  public RuleId {
    if (!value.matches("[a-z2-7]{16}")) {
      throw new IllegalArgumentException("rule id '" + value + "' is not 16 of a-z and 2-7");
    }
  }

  /** The id for a key: the first 80 bits of its SHA-256, in base 32. */
  public static RuleId ofKey(String key) {
    return new RuleId(Digest.of(key).base32().substring(0, 16));
  }

  @Override
  public int compareTo(RuleId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
