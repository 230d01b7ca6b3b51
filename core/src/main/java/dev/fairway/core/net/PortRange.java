package dev.fairway.core.net;

/**
 * An inclusive range of transport ports.
 *
 * @param first the lowest port, 0 to 65535
 * @param last the highest port, not below {@code first}
 */
public record PortRange(int first, int last) implements Comparable<PortRange> {

  /** Refuses ports out of range and a range that runs backwards. */
  public PortRange {
    if (first < 0 || last > 65_535 || first > last) {
      throw new IllegalArgumentException(
          "port range " + first + "-" + last + ", not within 0-65535 in ascending order");
    }
  }

  /** One port. */
  public static PortRange of(int port) {
    return new PortRange(port, port);
  }

  /**
   * Reads {@code 80} or {@code 8000-8080}.
   *
   * @throws IllegalArgumentException where it is neither
   */
  public static PortRange parse(String text) {
    if (!text.matches("(0|[1-9][0-9]{0,4})(-(0|[1-9][0-9]{0,4}))?")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a port or a range of ports, as in 80 or 8000-8080");
    }
    String[] ends = text.split("-", -1);
    return new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }

  /** True where the port lies in the range. */
  public boolean contains(int port) {
    return first <= port && port <= last;
  }

  @Override
  public int compareTo(PortRange other) {
    int byFirst = Integer.compare(first, other.first);
    return byFirst != 0 ? byFirst : Integer.compare(last, other.last);
  }

  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
