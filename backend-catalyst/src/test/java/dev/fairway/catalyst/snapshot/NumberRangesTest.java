package dev.fairway.catalyst.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets of numbers, compared with sets of bits. */
class NumberRangesTest {

  private static final int BOUND = 60;

  @Test
  void tryParse_numbersAndRanges_joinsWhatTouches() {
    assertEquals("1-5, 9", parse("4-5", "9", "1-3").toString());
    assertEquals(parse("1-5"), parse("1-3", "2", "3-4", "05"));
    assertEquals(NumberRanges.NONE, parse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1-", "5-4", "1,2", "1 - 2", "12345678901", "1-2-3"})
  void tryParse_anythingElse_isUnreadable(String text) {
    assertEquals(Optional.empty(), NumberRanges.tryParse(List.of("7", text)));
  }

  @Test
  void contains_isTrueForNumbersInItAlone() {
    NumberRanges ranges = parse("100", "200-4294967295");

    assertTrue(ranges.contains("100"));
    assertTrue(ranges.contains("0300"), "users write leading zeros");
    assertTrue(ranges.contains("4294967295"));
    assertFalse(ranges.contains("199"));
    assertFalse(ranges.contains("200-201"));
    assertFalse(ranges.contains("west"));
  }

  @Test
  void withAndIn_areUnionAndIntersection_seed11() {
    Random random = new Random(11);
    for (int i = 0; i < 500; i++) {
      BitSet mine = bits(random);
      BitSet theirs = bits(random);
      BitSet both = (BitSet) mine.clone();
      both.and(theirs);
      BitSet either = (BitSet) mine.clone();
      either.or(theirs);

      assertEquals(ranges(both), ranges(mine).in(ranges(theirs)));
      assertEquals(ranges(either), ranges(mine).with(ranges(theirs)));
      assertEquals(both.isEmpty(), ranges(both).isEmpty());
    }
  }

  private static BitSet bits(Random random) {
    BitSet bits = new BitSet(BOUND);
    for (int i = 0; i < BOUND; i++) {
      bits.set(i, random.nextInt(3) > 0);
    }
    return bits;
  }

  private static NumberRanges ranges(BitSet bits) {
    return NumberRanges.tryParse(bits.stream().mapToObj(String::valueOf).toList()).orElseThrow();
  }

  private static NumberRanges parse(String... texts) {
    return NumberRanges.tryParse(List.of(texts)).orElseThrow();
  }
}
