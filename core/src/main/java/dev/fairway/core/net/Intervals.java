package dev.fairway.core.net;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorted closed intervals of 128-bit unsigned numbers that neither overlap nor touch. An IPv4
 * address is a number below 2^32, and then the high halves are not stored at all.
 */
final class Intervals {

  static final Intervals NONE = new Intervals(null, new long[0], null, new long[0]);

  private final long @Nullable [] startHigh;
  private final long[] startLow;
  private final long @Nullable [] endHigh;
  private final long[] endLow;

  private Intervals(
      long @Nullable [] startHigh, long[] startLow, long @Nullable [] endHigh, long[] endLow) {
    this.startHigh = startHigh;
    this.startLow = startLow;
    this.endHigh = endHigh;
    this.endLow = endLow;
  }

  static Intervals of(IpFamily family, Collection<? extends IpPrefix> prefixes) {
    return family == IpFamily.IPV4 ? ofIpv4(prefixes) : ofIpv6(prefixes);
  }

  private static Intervals ofIpv4(Collection<? extends IpPrefix> prefixes) {
    long[] ranges = PackedRanges.sorted(prefixes);
    int size = PackedRanges.merge(ranges);
    if (size == 0) {
      return NONE;
    }
    long[] start = new long[size];
    long[] end = new long[size];
    for (int i = 0; i < size; i++) {
      start[i] = PackedRanges.first(ranges[i]);
      end[i] = PackedRanges.last(ranges[i]);
    }
    return new Intervals(null, start, null, end);
  }

  private static Intervals ofIpv6(Collection<? extends IpPrefix> prefixes) {
    Ipv6Prefix[] sorted = new Ipv6Prefix[prefixes.size()];
    int count = 0;
    for (IpPrefix prefix : prefixes) {
      if (!(prefix instanceof Ipv6Prefix v6)) {
        throw otherFamily(prefix, IpFamily.IPV6);
      }
      sorted[count++] = v6;
    }
    Arrays.sort(sorted);
    Output output = new Output(true, count);
    for (Ipv6Prefix prefix : sorted) {
      output.add(prefix.high(), prefix.low(), prefix.lastHigh(), prefix.lastLow());
    }
    return output.build();
  }

  static IllegalArgumentException otherFamily(IpPrefix prefix, IpFamily family) {
    return new IllegalArgumentException(prefix + " in a set of " + family);
  }

  int size() {
    return startLow.length;
  }

  boolean contains(IpPrefix prefix) {
    if (prefix instanceof Ipv4Prefix v4) {
      return contains(0, v4.bits() & 0xffff_ffffL, 0, v4.lastBits() & 0xffff_ffffL);
    }
    Ipv6Prefix v6 = (Ipv6Prefix) prefix;
    return contains(v6.high(), v6.low(), v6.lastHigh(), v6.lastLow());
  }

  private boolean contains(long fromHigh, long fromLow, long toHigh, long toLow) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (compare(endHigh(middle), endLow[middle], fromHigh, fromLow) < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return low < size()
        && compare(startHigh(low), startLow[low], fromHigh, fromLow) <= 0
        && compare(toHigh, toLow, endHigh(low), endLow[low]) <= 0;
  }

  Intervals union(Intervals other) {
    Output output = new Output(wide() || other.wide(), size() + other.size());
    int i = 0;
    int j = 0;
    while (i < size() || j < other.size()) {
      boolean mine =
          j >= other.size()
              || (i < size()
                  && compare(startHigh(i), startLow[i], other.startHigh(j), other.startLow[j])
                      <= 0);
      if (mine) {
        output.add(startHigh(i), startLow[i], endHigh(i), endLow[i]);
        i++;
      } else {
        output.add(other.startHigh(j), other.startLow[j], other.endHigh(j), other.endLow[j]);
        j++;
      }
    }
    return output.build();
  }

  Intervals intersection(Intervals other) {
    return minus(minus(other));
  }

  Intervals minus(Intervals other) {
    Output output = new Output(wide() || other.wide(), size() + other.size());
    int j = 0;
    for (int i = 0; i < size(); i++) {
      long fromHigh = startHigh(i);
      long fromLow = startLow[i];
      boolean left = true;
      while (j < other.size()
          && compare(other.endHigh(j), other.endLow[j], fromHigh, fromLow) < 0) {
        j++;
      }
      for (int k = j; left && k < other.size(); k++) {
        if (compare(other.startHigh(k), other.startLow[k], endHigh(i), endLow[i]) > 0) {
          break;
        }
        if (compare(other.startHigh(k), other.startLow[k], fromHigh, fromLow) > 0) {
          long beforeLow = other.startLow[k] - 1;
          long beforeHigh = other.startHigh(k) - (other.startLow[k] == 0 ? 1 : 0);
          output.add(fromHigh, fromLow, beforeHigh, beforeLow);
        }
        left = compare(other.endHigh(k), other.endLow[k], endHigh(i), endLow[i]) < 0;
        fromLow = other.endLow[k] + 1;
        fromHigh = other.endHigh(k) + (fromLow == 0 ? 1 : 0);
      }
      if (left) {
        output.add(fromHigh, fromLow, endHigh(i), endLow[i]);
      }
    }
    return output.build();
  }

  void prefixes(IpFamily family, List<IpPrefix> into) {
    eachPrefix(
        family,
        (high, low, length) ->
            into.add(
                family == IpFamily.IPV4
                    ? new Ipv4Prefix((int) low, length)
                    : new Ipv6Prefix(high, low, length)));
  }

  int prefixCount(IpFamily family) {
    int[] count = new int[1];
    eachPrefix(family, (high, low, length) -> count[0]++);
    return count[0];
  }

  /** A block of 2^suffix numbers, as long as it is aligned and ends inside the interval. */
  private void eachPrefix(IpFamily family, PrefixSink sink) {
    int bits = family.bits();
    for (int i = 0; i < size(); i++) {
      long high = startHigh(i);
      long low = startLow[i];
      while (true) {
        int suffix = Math.min(bits, trailingZeros(high, low));
        while (compare(high | ones(suffix - 64), low | ones(suffix), endHigh(i), endLow[i]) > 0) {
          suffix--;
        }
        sink.prefix(high, low, bits - suffix);
        long lastHigh = high | ones(suffix - 64);
        long lastLow = low | ones(suffix);
        if (lastHigh == endHigh(i) && lastLow == endLow[i]) {
          break;
        }
        low = lastLow + 1;
        high = lastHigh + (low == 0 ? 1 : 0);
      }
    }
  }

  private interface PrefixSink {
    void prefix(long high, long low, int length);
  }

  private static int trailingZeros(long high, long low) {
    return low != 0 ? Long.numberOfTrailingZeros(low) : 64 + Long.numberOfTrailingZeros(high);
  }

  /** A long whose lowest {@code count} bits are set; count is cut to 0 to 64. */
  private static long ones(int count) {
    return count <= 0 ? 0 : count >= 64 ? -1L : (1L << count) - 1;
  }

  long addressCount() {
    long sum = 0;
    for (int i = 0; i < size(); i++) {
      long high =
          endHigh(i) - startHigh(i) - (Long.compareUnsigned(endLow[i], startLow[i]) < 0 ? 1 : 0);
      long count = endLow[i] - startLow[i] + 1;
      if (high != 0 || count <= 0 || sum + count < 0) {
        return Long.MAX_VALUE;
      }
      sum += count;
    }
    return sum;
  }

  IpPrefix first(IpFamily family) {
    return family == IpFamily.IPV4
        ? Ipv4Prefix.address((int) startLow[0])
        : Ipv6Prefix.address(startHigh(0), startLow[0]);
  }

  boolean sameAs(Intervals other) {
    return Arrays.equals(startLow, other.startLow)
        && Arrays.equals(endLow, other.endLow)
        && Arrays.equals(startHigh, other.startHigh)
        && Arrays.equals(endHigh, other.endHigh);
  }

  int hash() {
    return 31 * (31 * Arrays.hashCode(startLow) + Arrays.hashCode(endLow))
        + Arrays.hashCode(startHigh);
  }

  private boolean wide() {
    return startHigh != null;
  }

  private long startHigh(int i) {
    return startHigh == null ? 0 : startHigh[i];
  }

  private long endHigh(int i) {
    return endHigh == null ? 0 : endHigh[i];
  }

  private static int compare(long highA, long lowA, long highB, long lowB) {
    int byHigh = Long.compareUnsigned(highA, highB);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(lowA, lowB);
  }

  /** A builder that takes intervals by ascending start and joins those that overlap or touch. */
  private static final class Output {
    private final boolean wide;
    private final long[] startHigh;
    private final long[] startLow;
    private final long[] endHigh;
    private final long[] endLow;
    private int size;

    Output(boolean wide, int most) {
      this.wide = wide;
      startHigh = new long[wide ? most : 0];
      endHigh = new long[wide ? most : 0];
      startLow = new long[most];
      endLow = new long[most];
    }

    void add(long fromHigh, long fromLow, long toHigh, long toLow) {
      if (size > 0 && touches(fromHigh, fromLow)) {
        int last = size - 1;
        if (compare(toHigh, toLow, wide ? endHigh[last] : 0, endLow[last]) > 0) {
          endLow[last] = toLow;
          if (wide) {
            endHigh[last] = toHigh;
          }
        }
        return;
      }
      startLow[size] = fromLow;
      endLow[size] = toLow;
      if (wide) {
        startHigh[size] = fromHigh;
        endHigh[size] = toHigh;
      }
      size++;
    }

    /** True where the start lies in the last interval or right after it. */
    private boolean touches(long fromHigh, long fromLow) {
      long lastHigh = wide ? endHigh[size - 1] : 0;
      long lastLow = endLow[size - 1];
      if (lastHigh == -1L && lastLow == -1L) {
        return true;
      }
      long nextLow = lastLow + 1;
      long nextHigh = lastHigh + (nextLow == 0 ? 1 : 0);
      return compare(fromHigh, fromLow, nextHigh, nextLow) <= 0;
    }

    Intervals build() {
      if (size == 0) {
        return NONE;
      }
      return new Intervals(
          wide ? Arrays.copyOf(startHigh, size) : null,
          Arrays.copyOf(startLow, size),
          wide ? Arrays.copyOf(endHigh, size) : null,
          Arrays.copyOf(endLow, size));
    }
  }
}
