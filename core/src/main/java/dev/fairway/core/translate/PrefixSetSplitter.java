package dev.fairway.core.translate;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.Ipv6Prefix;
import dev.fairway.core.net.PrefixSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The partition of a prefix set that is too long for a target into several that are not. The part
 * of a prefix is a hash of it alone, so that an address that comes or goes changes one part only,
 * until the number of parts changes.
 */
final class PrefixSetSplitter {

  private PrefixSetSplitter() {}

  /**
   * One part of a set.
   *
   * @param label distinguishes it from the other parts; empty where there is only one
   * @param set the addresses
   */
  record Chunk(String label, PrefixSet set) {}

  static List<Chunk> of(IpFamily family, Collection<IpPrefix> prefixes, OptionalInt longest) {
    PrefixSet whole = PrefixSet.of(family, prefixes);
    if (longest.isEmpty() || whole.prefixCount() <= longest.getAsInt()) {
      return List.of(new Chunk("", whole));
    }
    for (int bits = 1; ; bits++) {
      List<Chunk> chunks = buckets(family, prefixes, bits);
      boolean fit =
          chunks.stream().allMatch(chunk -> chunk.set.prefixCount() <= longest.getAsInt());
      if (fit || bits == mostBits(family)) {
        return chunks;
      }
    }
  }

  /**
   * Enough to take any two addresses apart; of IPv6, any two that nobody chose to fall together.
   */
  private static int mostBits(IpFamily family) {
    return family == IpFamily.IPV4 ? 32 : 62;
  }

  private static List<Chunk> buckets(IpFamily family, Collection<IpPrefix> prefixes, int bits) {
    SortedMap<Long, List<IpPrefix>> buckets = new TreeMap<>();
    for (IpPrefix prefix : prefixes) {
      long bucket = hash(prefix) >>> (64 - bits);
      buckets.computeIfAbsent(bucket, absent -> new ArrayList<>()).add(prefix);
    }
    List<Chunk> chunks = new ArrayList<>();
    buckets.forEach(
        (bucket, some) ->
            chunks.add(new Chunk((1L << bits) + "." + bucket, PrefixSet.of(family, some))));
    return chunks;
  }

  /**
   * The upper bits tell the bucket. IPv4 by Fibonacci hashing: neighbours fall apart, and no two
   * addresses share 32 bits. IPv6 by mixing both halves: nodes count in one and pods in the other,
   * so a plain sum would let them fall together by the thousand.
   */
  private static long hash(IpPrefix prefix) {
    if (prefix instanceof Ipv4Prefix v4) {
      return (long) (v4.bits() * 0x9E3779B9) << 32;
    }
    Ipv6Prefix v6 = (Ipv6Prefix) prefix;
    return mixed(mixed(v6.high()) + v6.low());
  }

  private static long mixed(long bits) {
    long once = (bits ^ bits >>> 32) * 0x9E3779B97F4A7C15L;
    long twice = (once ^ once >>> 29) * 0xBF58476D1CE4E5B9L;
    return twice ^ twice >>> 32;
  }
}
