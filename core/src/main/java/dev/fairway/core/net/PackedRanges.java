package dev.fairway.core.net;

import java.util.Arrays;
import java.util.Collection;

/**
 * Ranges of IPv4 addresses that become {@link Intervals}: the first address in the upper half of a
 * long, the last in the lower half. One primitive array is sorted and merged in place, a large one
 * by radix sort: PrefixSetBenchmark.
 */
final class PackedRanges {

  private static final int FEW = 1 << 10;
  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private PackedRanges() {}

  /** The prefixes as ranges by ascending first address, which may overlap and touch. */
  static long[] sorted(Collection<? extends IpPrefix> prefixes) {
    long[] ranges = new long[prefixes.size()];
    int count = 0;
    for (IpPrefix prefix : prefixes) {
      if (!(prefix instanceof Ipv4Prefix v4)) {
        throw Intervals.otherFamily(prefix, IpFamily.IPV4);
      }
      ranges[count++] = packed(v4.bits() & 0xffff_ffffL, v4.lastBits() & 0xffff_ffffL);
    }
    return sorted(ranges);
  }

  private static long packed(long first, long last) {
    return first << 32 | last;
  }

  static long first(long range) {
    return range >>> 32;
  }

  static long last(long range) {
    return range & 0xffff_ffffL;
  }

  /** Joins sorted ranges that overlap or touch, at the front of the array; returns how many. */
  static int merge(long[] sorted) {
    int size = 0;
    for (long next : sorted) {
      long previous = size == 0 ? 0 : sorted[size - 1];
      if (size > 0 && first(next) <= last(previous) + 1) {
        sorted[size - 1] = packed(first(previous), Math.max(last(previous), last(next)));
      } else {
        sorted[size++] = next;
      }
    }
    return size;
  }

  private static long[] sorted(long[] ranges) {
    if (ranges.length >= FEW) {
      return radixSorted(ranges);
    }
    Arrays.setAll(ranges, i -> ranges[i] ^ Long.MIN_VALUE);
    Arrays.sort(ranges);
    Arrays.setAll(ranges, i -> ranges[i] ^ Long.MIN_VALUE);
    return ranges;
  }

  /** A radix sort by the first address, the lowest digit first. */
  private static long[] radixSorted(long[] ranges) {
    long[] from = ranges;
    long[] to = new long[ranges.length];
    for (int shift = 32; shift < 64; shift += DIGIT_BITS) {
      int[] place = new int[DIGITS + 1];
      for (long range : from) {
        place[digit(range, shift) + 1]++;
      }
      for (int digit = 1; digit < DIGITS; digit++) {
        place[digit] += place[digit - 1];
      }
      for (long range : from) {
        to[place[digit(range, shift)]++] = range;
      }
      long[] swapped = from;
      from = to;
      to = swapped;
    }
    return from;
  }

  private static int digit(long range, int shift) {
    return (int) (range >>> shift) & (DIGITS - 1);
  }
}
