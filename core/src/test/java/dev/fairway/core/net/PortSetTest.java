package dev.fairway.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortSetTest {

  private static final int UNIVERSE = 48;

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"0", "80", "65535", "0-65535", "8000-8080"})
  void rangeParse_portOrRange_printsBack(String text) {
    assertEquals(text, PortRange.parse(text).toString());
  }

  @ParameterizedTest(name = "''{0}''")
  @ValueSource(
      strings = {
        "",
        "-",
        "80-",
        "-80",
        "080",
        "80-080",
        "65536",
        "0-65536",
        "99999",
        "8080-8000",
        " 80",
        "80 ",
        "8000 - 8080",
        "http",
        "+80",
        "1-2-3",
        "80,443",
        "1000000",
        "\u0668"
      })
  void rangeParse_anythingElse_throws(String text) {
    assertThrows(IllegalArgumentException.class, () -> PortRange.parse(text));
  }

  @Test
  void range_singlePort_isWrittenAsOne() {
    assertEquals("80", PortRange.parse("80-80").toString());
    assertEquals(PortRange.of(80), PortRange.parse("80"));
    assertTrue(new PortRange(80, 90).contains(80));
    assertTrue(new PortRange(80, 90).contains(90));
    assertFalse(new PortRange(80, 90).contains(79));
    assertFalse(new PortRange(80, 90).contains(91));
    assertFalse(new PortRange(0, 65_535).contains(Flow.NO_PORT));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "80; 80",
        "443,80; 80,443",
        "80,80; 80",
        "81,80; 80-81",
        "8000-8080,8081,7999; 7999-8081",
        "0-65535,80; 0-65535",
        "65535,65534; 65534-65535",
        "1-5,3-9,20; 1-9,20",
        "1-9,3-5; 1-9",
      })
  void parse_list_isSortedAndMerged(String text, String canonical) {
    PortSet set = PortSet.parse(text);
    assertEquals(canonical, set.toString());
    assertEquals(set, PortSet.parse(set.toString()));
  }

  @ParameterizedTest(name = "''{0}''")
  @ValueSource(strings = {"", ",", "80,", ",80", "80, 443", "80,http"})
  void parse_anythingElse_throws(String text) {
    assertThrows(IllegalArgumentException.class, () -> PortSet.parse(text));
  }

  @Test
  void constructor_noPort_throws() {
    assertThrows(IllegalArgumentException.class, () -> new PortSet(List.of()));
    assertThrows(IllegalArgumentException.class, PortSet::of);
    assertThrows(IllegalArgumentException.class, () -> PortSet.of(65_536));
    assertEquals(PortSet.of(80, 443), PortSet.of(new TreeSet<>(List.of(443, 80))));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23, 24})
  void everyQuestion_randomSets_equalsTheModel(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      BitSet a = randomModel(random);
      BitSet b = randomModel(random);
      if (random.nextInt(3) == 0) {
        b.and(a);
        b.set(a.nextSetBit(0));
      }
      PortSet ours = set(a, random);
      BitSet outside = (BitSet) b.clone();
      outside.andNot(a);
      assertEquals(outside.isEmpty(), ours.covers(set(b, random)));
      assertEquals(a.intersects(b), ours.intersects(set(b, random)));
      assertEquals(a.equals(b), ours.equals(set(b, random)));
      assertEquals(a.equals(b), ours.compareTo(set(b, random)) == 0);
      assertEquals(a.cardinality(), ours.count());
      assertEquals(a.nextSetBit(0), ours.first());
      for (int port = 0; port < UNIVERSE; port++) {
        assertEquals(a.get(port), ours.contains(port));
      }
    }
  }

  private static BitSet randomModel(Random random) {
    BitSet model = new BitSet();
    model.set(random.nextInt(UNIVERSE));
    for (int i = random.nextInt(5); i > 0; i--) {
      int first = random.nextInt(UNIVERSE);
      model.set(first, Math.min(UNIVERSE, first + 1 + random.nextInt(10)));
    }
    return model;
  }

  private static PortSet set(BitSet model, Random random) {
    List<PortRange> ranges = new ArrayList<>();
    model.stream().forEach(port -> ranges.add(PortRange.of(port)));
    int from = model.nextSetBit(0);
    ranges.add(new PortRange(from, model.nextClearBit(from) - 1));
    Collections.shuffle(ranges, random);
    return new PortSet(ranges);
  }

  @Test
  void compareTo_sets_ordersRangeByRange() {
    List<PortSet> ascending =
        List.of(
            PortSet.parse("79"),
            PortSet.parse("80"),
            PortSet.parse("80,443"),
            PortSet.parse("80,8080"),
            PortSet.parse("80-90"),
            PortSet.parse("81"));
    List<PortSet> shuffled = new ArrayList<>(ascending);
    Collections.shuffle(shuffled, new Random(25));
    Collections.sort(shuffled);
    assertEquals(ascending, shuffled);
  }
}
