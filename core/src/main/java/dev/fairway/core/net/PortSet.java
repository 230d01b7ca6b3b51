package dev.fairway.core.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A set of transport ports, as sorted ranges that neither overlap nor touch. Two sets are equal
 * where they hold the same ports. Immutable.
 *
 * @param ranges the ranges, ascending; not empty
 */
public record PortSet(List<PortRange> ranges) implements Comparable<PortSet> {

  /** Sorts and merges; refuses an empty set, because an empty match would mean "every port". */
  public PortSet {
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("a port set holds at least one port");
    }
    ranges = merged(ranges);
  }

  /** The ports named. */
  public static PortSet of(int... ports) {
    return new PortSet(Arrays.stream(ports).mapToObj(PortRange::of).toList());
  }

  /** The ports named. */
  public static PortSet of(Collection<Integer> ports) {
    return of(ports.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * Reads {@code 80,443,8000-8080}.
   *
   * @throws IllegalArgumentException where a part is not a port or a range
   */
  public static PortSet parse(String text) {
    return new PortSet(Arrays.stream(text.split(",", -1)).map(PortRange::parse).toList());
  }

  /** True where the port is in the set. O(number of ranges); allocates nothing. */
  public boolean contains(int port) {
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).contains(port)) {
        return true;
      }
    }
    return false;
  }

  /** True where every port of {@code other} is in this set. */
  public boolean covers(PortSet other) {
    return other.ranges.stream()
        .allMatch(
            wanted ->
                ranges.stream()
                    .anyMatch(
                        range -> range.first() <= wanted.first() && wanted.last() <= range.last()));
  }

  /** True where a port is in both sets. */
  public boolean intersects(PortSet other) {
    for (PortRange range : ranges) {
      for (PortRange wanted : other.ranges) {
        if (range.first() <= wanted.last() && wanted.first() <= range.last()) {
          return true;
        }
      }
    }
    return false;
  }

  /** The lowest port. */
  public int first() {
    return ranges.get(0).first();
  }

  /** The number of ports, 1 to 65,536. */
  public int count() {
    return ranges.stream().mapToInt(range -> range.last() - range.first() + 1).sum();
  }

  private static List<PortRange> merged(List<PortRange> ranges) {
    List<PortRange> merged = new ArrayList<>(ranges.size());
    for (PortRange next : ranges.stream().sorted().toList()) {
      PortRange last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && next.first() <= last.last() + 1) {
        merged.set(
            merged.size() - 1, new PortRange(last.first(), Math.max(last.last(), next.last())));
      } else {
        merged.add(next);
      }
    }
    return List.copyOf(merged);
  }

  /**
   * Orders by the ranges, one after the other; a set that is a beginning of another comes first.
   */
  @Override
  public int compareTo(PortSet other) {
    return Arrays.compare(ranges.toArray(PortRange[]::new), other.ranges.toArray(PortRange[]::new));
  }

  /** {@code 80,443,8000-8080}: what {@link #parse} reads. */
  @Override
  public String toString() {
    return ranges.stream().map(PortRange::toString).collect(Collectors.joining(","));
  }
}
