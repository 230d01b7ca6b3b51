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
 * Cuts a set that is too long for a target into several that are not. Which part a prefix falls
 * into is a hash of it alone, so that an address that comes or goes changes one part only, until
 * the number of parts changes.
 */
final class Chunks {

  private static final int MOST_BITS = 30;

  private Chunks() {}

  /**
   * One part of a set.
   *
   * @param label tells it from the other parts; empty where there is only one
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
      if (fit || bits == MOST_BITS) {
        return chunks;
      }
    }
  }

  private static List<Chunk> buckets(IpFamily family, Collection<IpPrefix> prefixes, int bits) {
    SortedMap<Integer, List<IpPrefix>> buckets = new TreeMap<>();
    for (IpPrefix prefix : prefixes) {
      int bucket = hash(prefix) >>> (32 - bits);
      buckets.computeIfAbsent(bucket, absent -> new ArrayList<>()).add(prefix);
    }
    List<Chunk> chunks = new ArrayList<>();
    buckets.forEach(
        (bucket, some) ->
            chunks.add(new Chunk((1 << bits) + "." + bucket, PrefixSet.of(family, some))));
    return chunks;
  }

  /** Fibonacci hashing: neighbours fall apart, and no two IPv4 addresses fall together for good. */
  private static int hash(IpPrefix prefix) {
    if (prefix instanceof Ipv4Prefix v4) {
      return v4.bits() * 0x9E3779B9;
    }
    Ipv6Prefix v6 = (Ipv6Prefix) prefix;
    return (int) (((v6.high() * 31 + v6.low()) * 0x9E3779B97F4A7C15L) >>> 32);
  }
}
