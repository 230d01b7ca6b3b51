package dev.fairway.core.wan;

import java.math.BigInteger;

/**
 * The id of a site of the WAN. Sites with numbers sort as numbers, before those with names.
 *
 * @param value letters, digits, {@code .}, {@code _} and {@code -}; 1 to 63 characters
 */
public record SiteId(String value) implements Comparable<SiteId> {

  /** Refuses an id of other characters. */
  public SiteId {
    if (!value.matches("[A-Za-z0-9._-]{1,63}")) {
      throw new IllegalArgumentException(
          "site id '" + value + "' is not 1 to 63 of letters, digits, '.', '_' and '-'");
    }
  }

  @Override
  public int compareTo(SiteId other) {
    boolean mine = isNumber();
    if (mine != other.isNumber()) {
      return mine ? -1 : 1;
    }
    int byNumber = mine ? new BigInteger(value).compareTo(new BigInteger(other.value)) : 0;
    return byNumber != 0 ? byNumber : value.compareTo(other.value);
  }

  private boolean isNumber() {
    return value.chars().allMatch(character -> '0' <= character && character <= '9');
  }

  @Override
  public String toString() {
    return value;
  }
}
