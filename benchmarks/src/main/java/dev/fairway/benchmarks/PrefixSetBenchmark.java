package dev.fairway.benchmarks;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.PrefixSet;
import inet.ipaddr.IPAddress;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressContainmentTrie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of aggregating many IPv4 addresses into the fewest prefixes.
 *
 * <p>Each side starts from its own address objects, made before the clock runs and in no order, and
 * ends with its own list of prefixes:
 *
 * <ul>
 *   <li>{@code fairway}: {@link PrefixSet}.
 *   <li>{@code ipaddressMerge}: {@code mergeToPrefixBlocks} of com.github.seancfoley:ipaddress,
 *       which merges an array.
 *   <li>{@code ipaddressTrie}: the same library's containment trie, which takes one address after
 *       the other.
 *   <li>{@code guavaRanges}: {@link ImmutableRangeSet#unionOf} over ranges of one address each, and
 *       a loop of ours that cuts the ranges into prefixes, because Guava knows no prefixes. It has
 *       numbers for addresses; so its list is of numbers, too.
 * </ul>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class PrefixSetBenchmark {

  /** The number of addresses. */
  @Param({"1000", "10000", "100000", "1000000"})
  public int addresses;

  /** Their layout: see {@link SeededInputs#addresses}. */
  @Param({"pools", "random"})
  public String layout = "pools";

  private final List<IpPrefix> ours = new ArrayList<>();
  private final List<Range<Long>> ranges = new ArrayList<>();
  private IPv4Address[] theirs = new IPv4Address[0];

  /** Makes the addresses, and checks that all sides give the same prefixes. */
  @Setup
  public void prepare() {
    int[] numbers = SeededInputs.addresses(layout, addresses);
    theirs = Arrays.stream(numbers).mapToObj(IPv4Address::new).toArray(IPv4Address[]::new);
    for (int number : numbers) {
      long unsigned = Integer.toUnsignedLong(number);
      ours.add(Ipv4Prefix.address(number));
      ranges.add(Range.closedOpen(unsigned, unsigned + 1));
    }
    long[] expected = guavaRanges();
    requireSame("fairway", expected, fairway().stream().mapToLong(PrefixSetBenchmark::packed));
    requireSame(
        "merge", expected, Arrays.stream(ipaddressMerge()).mapToLong(PrefixSetBenchmark::packed));
    requireSame("trie", expected, ipaddressTrie().stream().mapToLong(PrefixSetBenchmark::packed));
  }

  /** Fairway's set. */
  @Benchmark
  public List<IpPrefix> fairway() {
    return PrefixSet.of(ours).prefixes();
  }

  /** The library's merge of an array. */
  @Benchmark
  public IPv4Address[] ipaddressMerge() {
    return theirs[0].mergeToPrefixBlocks(theirs);
  }

  /** The library's trie. */
  @Benchmark
  public List<IPv4Address> ipaddressTrie() {
    IPv4AddressContainmentTrie trie = new IPv4AddressContainmentTrie();
    for (IPv4Address address : theirs) {
      trie.add(address);
    }
    List<IPv4Address> prefixes = new ArrayList<>();
    trie.prefixBlockIterator().forEachRemaining(prefixes::add);
    return prefixes;
  }

  /** Guava's union of ranges, cut into prefixes. */
  @Benchmark
  public long[] guavaRanges() {
    long[] prefixes = new long[64];
    int count = 0;
    for (Range<Long> range : ImmutableRangeSet.unionOf(ranges).asRanges()) {
      long end = range.upperEndpoint();
      for (long first = range.lowerEndpoint(); first < end; ) {
        int suffix = Math.min(32, Long.numberOfTrailingZeros(first));
        suffix = Math.min(suffix, 63 - Long.numberOfLeadingZeros(end - first));
        if (count == prefixes.length) {
          prefixes = Arrays.copyOf(prefixes, 2 * count);
        }
        prefixes[count++] = first << 8 | (32 - suffix);
        first += 1L << suffix;
      }
    }
    return Arrays.copyOf(prefixes, count);
  }

  private static long packed(IpPrefix prefix) {
    return Integer.toUnsignedLong(((Ipv4Prefix) prefix).bits()) << 8 | prefix.length();
  }

  private static long packed(IPAddress prefix) {
    Integer length = prefix.getNetworkPrefixLength();
    int first = ((IPv4Address) prefix.getLower()).intValue();
    return Integer.toUnsignedLong(first) << 8 | (length == null ? 32 : length);
  }

  private static void requireSame(
      String side, long[] expected, java.util.stream.LongStream answer) {
    long[] sorted = answer.sorted().toArray();
    if (!Arrays.equals(expected, sorted)) {
      throw new IllegalStateException(
          side + " gives " + sorted.length + " prefixes, Guava " + expected.length);
    }
  }
}
