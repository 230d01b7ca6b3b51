package dev.fairway.core.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void of_plainText_isTheText() {
    assertEquals("biz-internet, \"mpls\" é", Excerpt.of("biz-internet, \"mpls\" é"));
  }

  @Test
  void of_charactersThatBreakLinesOrTurnThem_areEscaped() {
    assertEquals("a\\nb\\tc\\rd\\u0000\\u202e\\u2028", Excerpt.of("a\nb\tc\rd\0\u202e\u2028"));
  }

  @Test
  void of_halfACharacter_isEscaped() {
    assertEquals("a\\ud83d", Excerpt.of("a\ud83d"));
  }

  @Test
  void of_longText_isCutAtEightyCharactersAndNeverInsideOne() {
    assertEquals("x".repeat(80), Excerpt.of("x".repeat(80)));
    assertEquals("x".repeat(80) + "…", Excerpt.of("x".repeat(81)));
    assertEquals("x".repeat(79) + "…", Excerpt.of("x".repeat(79) + "\ud83d\ude00"));
  }
}
