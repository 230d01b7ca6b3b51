package dev.fairway.catalyst.client;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The release of a Manager, as far as releases are comparable: its first two numbers.
 *
 * @param major as 20 in 20.12.3
 * @param minor as 12 in 20.12.3
 */
public record ManagerRelease(int major, int minor) implements Comparable<ManagerRelease> {

  private static final Pattern BEGIN = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?!\\d).*");

  /** Reads {@code 20.12.3}, {@code 20.9.0.02-li} and their like. */
  public static Optional<ManagerRelease> tryParse(String text) {
    Matcher begin = BEGIN.matcher(text.strip());
    return begin.matches()
        ? Optional.of(
            new ManagerRelease(Integer.parseInt(begin.group(1)), Integer.parseInt(begin.group(2))))
        : Optional.empty();
  }

  /** True for that release and every later one. */
  public boolean atLeast(int thatMajor, int thatMinor) {
    return compareTo(new ManagerRelease(thatMajor, thatMinor)) >= 0;
  }

  @Override
  public int compareTo(ManagerRelease other) {
    return Comparator.comparingInt(ManagerRelease::major)
        .thenComparingInt(ManagerRelease::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
