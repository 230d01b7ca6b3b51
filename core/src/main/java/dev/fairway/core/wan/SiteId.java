package dev.fairway.core.wan;

/**
 * Identifies a site of the WAN. Sites with numbers sort as numbers, before those with names.
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
    boolean mine = value.matches("[0-9]{1,18}");
    boolean theirs = other.value.matches("[0-9]{1,18}");
    if (mine != theirs) {
      return mine ? -1 : 1;
    }
    int byNumber = mine ? Long.compare(Long.parseLong(value), Long.parseLong(other.value)) : 0;
    return byNumber != 0 ? byNumber : value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
