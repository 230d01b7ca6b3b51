package dev.fairway.core.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {

  private static final List<String> TRANSPORTS =
      List.of("mpls", "biz-internet", "public-internet", "lte");

  @ParameterizedTest(name = "{0} means {1}")
  @CsvSource({
    "bizinternt, biz-internet",
    "biz-internet, biz-internet",
    "mpsl, mpls",
    "mpl, mpls",
    "mplss, mpls",
    "nmpls, mpls",
    "publik-internet, public-internet",
    "gold, ",
    "lt, lte",
    "'', ",
  })
  void of_word_findsTheNearestOrNone(String written, String meant) {
    assertEquals(Optional.ofNullable(meant), NearestWord.of(written, TRANSPORTS));
  }

  @Test
  void of_tie_takesTheFirstInTheAlphabetWhateverTheOrder() {
    List<String> known = new ArrayList<>(List.of("cat", "bat", "rat", "hat"));
    for (long seed = 0; seed < 10; seed++) {
      Collections.shuffle(known, new Random(seed));
      assertEquals(Optional.of("bat"), NearestWord.of("zat", known));
    }
  }

  @Test
  void of_nothingKnown_findsNothing() {
    assertEquals(Optional.empty(), NearestWord.of("mpls", List.of()));
    assertEquals("", NearestWord.hint("mpls", List.of()));
  }

  @Test
  void hint_nearWord_asks() {
    assertEquals("; did you mean 'fallback'?", NearestWord.hint("falback", List.of("fallback")));
  }

  @Test
  void of_thirdOfTheLetters_isTheLimit() {
    assertEquals(Optional.of("abcdef"), NearestWord.of("abcdxy", List.of("abcdef")));
    assertEquals(Optional.empty(), NearestWord.of("abcxyz", List.of("abcdef")));
  }

  @Test
  void isWithin_countsInsertionsExchangesAndSwappedNeighbours() {
    assertTrue(NearestWord.isWithin(1, "fairways", "fairway"));
    assertTrue(NearestWord.isWithin(1, "fariway", "fairway"));
    assertFalse(NearestWord.isWithin(1, "railway", "fairway"));
    assertTrue(NearestWord.isWithin(2, "railway", "fairway"));
    assertFalse(NearestWord.isWithin(2, "fairway-of-more", "fairway"));
  }
}
