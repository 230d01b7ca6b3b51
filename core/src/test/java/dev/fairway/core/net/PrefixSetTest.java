package dev.fairway.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixSetTest {

  private static final PrefixSet NO_IPV4 = PrefixSet.empty(IpFamily.IPV4);
  private static final PrefixSet NO_IPV6 = PrefixSet.empty(IpFamily.IPV6);
  private static final PrefixSet ALL_IPV4 = PrefixSet.parse("0.0.0.0/0");
  private static final PrefixSet ALL_IPV6 = PrefixSet.parse("::/0");

  private static PrefixSet set(String... prefixes) {
    return PrefixSet.of(Arrays.stream(prefixes).map(IpPrefix::parse).toList());
  }

  @Test
  void of_neighbours_joinsThemWithoutAddingAnything() {
    assertEquals("10.0.0.0/30", set("10.0.0.3", "10.0.0.1", "10.0.0.0", "10.0.0.2").toString());
    assertEquals("10.0.0.1/32,10.0.0.2/32", set("10.0.0.2", "10.0.0.1").toString());
    assertEquals("0.0.0.0/0", set("128.0.0.0/1", "0.0.0.0/1").toString());
    assertEquals("::/0", set("8000::/1", "::/1").toString());
    assertEquals(
        "fd00::ffff:ffff:ffff:ffff/128,fd00:0:0:1::/128",
        set("fd00:0:0:1::", "fd00::ffff:ffff:ffff:ffff").toString());
  }

  @Test
  void of_lastAddress_doesNotWrapToTheFirst() {
    assertEquals("0.0.0.0/32,255.255.255.255/32", set("255.255.255.255", "0.0.0.0").toString());
    String last = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
    assertEquals("::/128," + last + "/128", set(last, "::", last).toString());
    assertFalse(set("255.255.255.255").contains(IpPrefix.parse("0.0.0.0")));
    assertFalse(set(last).contains(IpPrefix.parse("::")));
  }

  @Test
  void minus_onePartOfEverything_leavesTheRest() {
    PrefixSet rest = ALL_IPV4.minus(set("255.255.255.255"));
    assertEquals(32, rest.prefixCount());
    assertEquals((1L << 32) - 1, rest.addressCount());
    assertEquals(ALL_IPV4, rest.union(set("255.255.255.255")));
    assertEquals("8000::/1", ALL_IPV6.minus(set("::/1")).toString());
    assertEquals(128, ALL_IPV6.minus(set("::")).prefixCount());
    assertEquals(NO_IPV6, ALL_IPV6.minus(ALL_IPV6));
    assertEquals(NO_IPV4, set("10.0.0.0/8").minus(ALL_IPV4));
  }

  @Test
  void parse_setNextToTheMappedBlock_readsWhatWasWritten() {
    PrefixSet set = ALL_IPV6.minus(set("::fffe:ffff:ffff"));
    assertTrue(set.toString().contains("::ffff:0:0/96"), set.toString());
    assertEquals(set, PrefixSet.parse(set.toString()));
  }

  @Test
  void parse_anythingElse_throws() {
    for (String text : List.of("", ",", "10.0.0.0/8,", "10.0.0.0/8, 11.0.0.0/8", "any")) {
      assertThrows(IllegalArgumentException.class, () -> PrefixSet.parse(text), text);
    }
    assertThrows(IllegalArgumentException.class, () -> PrefixSet.parse("10.0.0.0/8,fd00::/8"));
    assertThrows(IllegalArgumentException.class, () -> PrefixSet.parse("fd00::/8,10.0.0.0/8"));
  }

  @Test
  void of_nothing_needsAFamily() {
    assertThrows(IllegalArgumentException.class, () -> PrefixSet.of(List.of()));
    assertEquals(NO_IPV4, PrefixSet.of(IpFamily.IPV4, List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> PrefixSet.of(IpFamily.IPV6, List.of(IpPrefix.parse("10.0.0.0/8"))));
    assertThrows(
        IllegalArgumentException.class,
        () -> PrefixSet.of(IpFamily.IPV4, List.of(IpPrefix.parse("fd00::/8"))));
  }

  @Test
  void empty_everyQuestion_hasAnAnswer() {
    for (PrefixSet none : List.of(NO_IPV4, NO_IPV6)) {
      PrefixSet all = none.family() == IpFamily.IPV4 ? ALL_IPV4 : ALL_IPV6;
      assertTrue(none.isEmpty());
      assertEquals("", none.toString());
      assertEquals(List.of(), none.prefixes());
      assertEquals(0, none.prefixCount());
      assertEquals(0, none.addressCount());
      assertEquals(all, none.union(all));
      assertEquals(none, none.intersection(all));
      assertEquals(all, all.minus(none));
      assertEquals(none, none.union(none));
      assertTrue(all.covers(none));
      assertTrue(none.covers(none));
      assertFalse(none.covers(all));
      assertFalse(none.intersects(all));
      assertFalse(none.contains(all.firstAddress()));
      assertThrows(IllegalStateException.class, none::firstAddress);
    }
    assertNotEquals(NO_IPV4, NO_IPV6);
  }

  @Test
  void otherFamily_questionsSayNo_algebraRefuses() {
    assertFalse(ALL_IPV4.contains(IpPrefix.parse("::1")));
    assertFalse(ALL_IPV6.contains(IpPrefix.parse("10.0.0.1")));
    assertFalse(ALL_IPV4.covers(ALL_IPV6));
    assertTrue(ALL_IPV4.covers(NO_IPV6));
    assertFalse(ALL_IPV4.intersects(ALL_IPV6));
    assertNotEquals(ALL_IPV4, ALL_IPV6);
    assertNotEquals(set("0.0.0.0"), set("::"));
    assertThrows(IllegalArgumentException.class, () -> ALL_IPV4.union(NO_IPV6));
    assertThrows(IllegalArgumentException.class, () -> ALL_IPV4.intersection(NO_IPV6));
    assertThrows(IllegalArgumentException.class, () -> NO_IPV4.minus(ALL_IPV6));
  }

  @Test
  void addressCount_largeSets_isExactUpToTheLargestLong() {
    assertEquals(1L << 32, ALL_IPV4.addressCount());
    assertEquals(Long.MAX_VALUE, ALL_IPV6.addressCount());
    assertEquals(1L << 62, set("fd00::/66").addressCount());
    assertEquals(Long.MAX_VALUE, set("fd00::/65").addressCount());
    assertEquals(Long.MAX_VALUE, set("fd00::/65").minus(set("fd00::")).addressCount());
    assertEquals(Long.MAX_VALUE, set("fd00::/66", "fd01::/66", "fd02::1").addressCount());
  }

  @Test
  void prefixes_answer_doesNotReachIntoTheSet() {
    PrefixSet set = set("10.0.0.0/8");
    assertThrows(UnsupportedOperationException.class, () -> set.prefixes().clear());
  }

  @Test
  void prefixSets_bothFamilies_areKeptApart() {
    List<IpPrefix> mixed =
        List.of(IpPrefix.parse("fd00::/8"), IpPrefix.parse("10.0.0.0/9"), IpPrefix.parse("::1"));
    DualStackPrefixSet sets = DualStackPrefixSet.of(mixed);
    assertEquals(set("10.0.0.0/9"), sets.of(IpFamily.IPV4));
    assertEquals(set("::1", "fd00::/8"), sets.of(IpFamily.IPV6));
    assertTrue(sets.contains(IpPrefix.parse("10.1.2.3")));
    assertTrue(sets.contains(IpPrefix.parse("fd00::7")));
    assertFalse(sets.contains(IpPrefix.parse("10.128.0.0")));
    assertEquals(sets, sets.union(DualStackPrefixSet.EMPTY));
    DualStackPrefixSet more =
        sets.union(DualStackPrefixSet.of(List.of(IpPrefix.parse("10.128.0.0/9"))));
    assertEquals(set("10.0.0.0/8"), more.ipv4());
    assertThrows(IllegalArgumentException.class, () -> new DualStackPrefixSet(NO_IPV6, NO_IPV4));
  }
}
