package dev.fairway.core.wan;

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
    int byNumber = mine ? compareNumbers(other) : 0;
    return byNumber != 0 ? byNumber : value.compareTo(other.value);
  }

  private boolean isNumber() {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Without leading zeros the longer number is the larger one, however long it is. */
  private int compareNumbers(SiteId other) {
    String mine = value.substring(leadingZeros());
    String theirs = other.value.substring(other.leadingZeros());
    int byLength = Integer.compare(mine.length(), theirs.length());
    return byLength != 0 ? byLength : mine.compareTo(theirs);
  }

  private int leadingZeros() {
    int zeros = 0;
    while (zeros < value.length() && value.charAt(zeros) == '0') {
      zeros++;
    }
    return zeros;
  }

  @Override
  public String toString() {
    return value;
  }
}
