package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.Ipv6Prefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.translate.PrefixSetSplitter.Chunk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrefixSetSplitterTest {

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  /** As clusters number pods: nodes in one part of the address, pods in another. */
  private static SortedSet<IpPrefix> pods(IpFamily family, int count, Random random) {
    SortedSet<IpPrefix> pods = new TreeSet<>();
    while (pods.size() < count) {
      int node = random.nextInt(40);
      int pod = random.nextInt(110);
      pods.add(
          family == IpFamily.IPV4
              ? Ipv4Prefix.address(10 << 24 | 1 << 16 | node << 8 | pod)
              : Ipv6Prefix.address(0xfd00_0001_0000_0000L + node, pod));
    }
    return pods;
  }

  private static List<Chunk> chunks(IpFamily family, Collection<IpPrefix> addresses, int longest) {
    return PrefixSetSplitter.of(family, addresses, OptionalInt.of(longest));
  }

  private static SortedMap<String, PrefixSet> byLabel(List<Chunk> chunks) {
    SortedMap<String, PrefixSet> sets = new TreeMap<>();
    chunks.forEach(chunk -> assertEquals(null, sets.put(chunk.label(), chunk.set())));
    return sets;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void of_anySet_isCutIntoPartsThatFitAndHoldIt(long seed) {
    Random random = new Random(seed);
    for (IpFamily family : IpFamily.values()) {
      SortedSet<IpPrefix> pods = pods(family, 1 + random.nextInt(300), random);
      int longest = 1 + random.nextInt(20);
      long held = 0;
      PrefixSet all = PrefixSet.empty(family);
      for (PrefixSet part : byLabel(chunks(family, pods, longest)).values()) {
        assertTrue(part.prefixCount() <= longest, part::toString);
        assertTrue(!part.isEmpty());
        held += part.addressCount();
        all = all.union(part);
      }
      assertEquals(PrefixSet.of(family, pods), all);
      assertEquals(pods.size(), held, "an address in two parts");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void of_oneAddressMore_changesOnePartUntilTheirNumberChanges(long seed) {
    Random random = new Random(seed);
    for (IpFamily family : IpFamily.values()) {
      SortedSet<IpPrefix> pods = pods(family, 200, random);
      IpPrefix newcomer = pods.first();
      List<IpPrefix> others = new ArrayList<>(pods);
      others.remove(newcomer);
      SortedMap<String, PrefixSet> before = byLabel(chunks(family, others, 40));
      SortedMap<String, PrefixSet> after = byLabel(chunks(family, pods, 40));
      if (parts(before).equals(parts(after))) {
        after.entrySet().removeIf(part -> part.getValue().equals(before.get(part.getKey())));
        assertEquals(1, after.size(), after::toString);
        assertTrue(after.get(after.firstKey()).contains(newcomer));
      }
    }
  }

  private static String parts(SortedMap<String, PrefixSet> chunks) {
    String label = chunks.firstKey();
    return label.substring(0, label.indexOf('.'));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void of_neighbours_makeFewPartsThatAreHardlyFilled(long seed) {
    Random random = new Random(seed);
    for (IpFamily family : IpFamily.values()) {
      int parts = chunks(family, pods(family, 2_000, random), 200).size();
      assertTrue(parts <= 64, family + ": " + parts);
    }
  }

  @Test
  void of_limitOfOne_takesApartWhatAPlainSumWouldNot() {
    List<IpPrefix> twins =
        List.of(
            IpPrefix.parse("fd00:0:0:1::1f"),
            IpPrefix.parse("fd00:0:0:2::"),
            IpPrefix.parse("fd00:0:0:1::3e"),
            IpPrefix.parse("fd00:0:0:3::"));
    assertEquals(4, chunks(IpFamily.IPV6, twins, 1).size());
  }

  @Test
  void of_setThatFits_hasNoLabel() {
    List<IpPrefix> pair = List.of(IpPrefix.parse("10.0.0.0"), IpPrefix.parse("10.0.0.1"));
    assertEquals(List.of(new Chunk("", PrefixSet.of(pair))), chunks(IpFamily.IPV4, pair, 1));
    assertEquals(
        List.of(new Chunk("", PrefixSet.of(pair))),
        PrefixSetSplitter.of(IpFamily.IPV4, pair, OptionalInt.empty()));
  }
}
