package dev.fairway.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and numbers of code points. */
class DscpTest {

  @ParameterizedTest
  @CsvSource({
    "cs0, 0",
    "df, 0",
    "le, 1",
    "cs1, 8",
    "af11, 10",
    "af12, 12",
    "af13, 14",
    "cs2, 16",
    "af21, 18",
    "af22, 20",
    "af23, 22",
    "cs3, 24",
    "af31, 26",
    "af32, 28",
    "af33, 30",
    "cs4, 32",
    "af41, 34",
    "af42, 36",
    "af43, 38",
    "cs5, 40",
    "va, 44",
    "voice-admit, 44",
    "ef, 46",
    "cs6, 48",
    "cs7, 56",
    "0, 0",
    "47, 47",
    "63, 63"
  })
  void parse_nameOrNumber_isItsValue(String text, int value) {
    assertEquals(new Dscp(value), Dscp.parse(text));
  }

  @Test
  void text_everyValue_parsesBack() {
    for (int value = 0; value <= 63; value++) {
      assertEquals(value, Dscp.parse(new Dscp(value).text()).value());
    }
    assertEquals("ef", new Dscp(46).text());
    assertEquals("47", new Dscp(47).toString());
    assertEquals("cs0", new Dscp(0).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"64", "-1", "", "046", "EF", "af44", "af", "0x2e", "4.6", " 46", "999999"})
  void parse_anythingElse_isRefusedWithWhatWouldBeRight(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Dscp.parse(text));
    assertEquals(
        "DSCP '" + text + "' is neither a number from 0 to 63 nor a name such as 'ef' or 'af41'",
        refused.getMessage());
  }

  @Test
  void new_valueOfMoreThanSixBits_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Dscp(64));
    assertThrows(IllegalArgumentException.class, () -> new Dscp(-1));
  }
}
