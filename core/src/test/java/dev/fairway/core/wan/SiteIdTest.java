package dev.fairway.core.wan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteIdTest {

  @Test
  void compareTo_shuffled_putsNumbersByValueBeforeNames() {
    List<String> ascending =
        List.of(
            "0",
            "00",
            "1",
            "007",
            "7",
            "9",
            "10",
            "0100",
            "100",
            "200",
            "999999999999999999",
            "1000000000000000000",
            "9223372036854775808",
            "100000000000000000000",
            "-1",
            "1.5",
            "100a",
            "Frankfurt",
            "_",
            "frankfurt");
    for (long seed = 41; seed < 51; seed++) {
      List<String> shuffled = new ArrayList<>(ascending);
      Collections.shuffle(shuffled, new Random(seed));
      List<String> sorted = shuffled.stream().map(SiteId::new).sorted().map(SiteId::value).toList();
      assertEquals(ascending, sorted, "seed " + seed);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {51, 52})
  void compareTo_randomIds_isATotalOrderThatAgreesWithEquals(long seed) {
    Random random = new Random(seed);
    List<SiteId> ids = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 1 + random.nextInt(4); j > 0; j--) {
        text.append("0012a-".charAt(random.nextInt(6)));
      }
      ids.add(new SiteId(text.toString()));
    }
    for (SiteId a : ids) {
      for (SiteId b : ids) {
        assertEquals(a.equals(b), a.compareTo(b) == 0);
        assertEquals(Integer.signum(a.compareTo(b)), -Integer.signum(b.compareTo(a)));
        for (SiteId c : ids) {
          if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertEquals(true, a.compareTo(c) <= 0, a + " " + b + " " + c);
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "''{0}''")
  @ValueSource(strings = {"", " ", "a b", "a/b", "a,b", "\u00e9", "100\n", "\u0661"})
  void constructor_otherCharacters_throws(String text) {
    assertThrows(IllegalArgumentException.class, () -> new SiteId(text));
  }

  @Test
  void constructor_length_isOneTo63() {
    assertEquals("a".repeat(63), new SiteId("a".repeat(63)).toString());
    assertThrows(IllegalArgumentException.class, () -> new SiteId("a".repeat(64)));
  }
}
