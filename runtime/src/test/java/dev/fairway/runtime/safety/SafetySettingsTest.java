package dev.fairway.runtime.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafetySettingsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN = Duration.ofMinutes(10);

  static Stream<Arguments> contradictions() {
    return Stream.of(
        Arguments.of(-1, 20, MINUTE, TEN, TEN, 50, "maxLostShare -1%"),
        Arguments.of(101, 20, MINUTE, TEN, TEN, 50, "maxLostShare 101%"),
        Arguments.of(30, 0, MINUTE, TEN, TEN, 50, "minAddressPorts 0"),
        Arguments.of(30, 20, MINUTE.negated(), TEN, TEN, 50, "retention PT-1M"),
        Arguments.of(30, 20, TEN, MINUTE, TEN, 50, "holdFor PT1M is shorter than retention PT10M"),
        Arguments.of(30, 20, MINUTE, Duration.ofMinutes(61), TEN, 50, "holdFor PT1H1M"),
        Arguments.of(30, 20, MINUTE, TEN, Duration.ZERO, 50, "window PT0S"),
        Arguments.of(30, 20, MINUTE, TEN, MINUTE.negated(), 50, "window PT-1M"),
        Arguments.of(30, 20, MINUTE, TEN, TEN, -1, "maxGain -1%"),
        Arguments.of(30, 20, MINUTE, TEN, TEN, 1_000_001, "maxGain 1000001%"));
  }

  @ParameterizedTest(name = "{6}")
  @MethodSource("contradictions")
  void settings_thatContradictEachOther_areRefusedByNameAndValue(
      int share,
      int fewest,
      Duration retention,
      Duration holdFor,
      Duration window,
      int gain,
      String named) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new SafetySettings(share, fewest, retention, holdFor, window, gain));
    assertTrue(refused.getMessage().contains(named), refused.getMessage());
  }

  @Test
  void settings_atTheirBounds_areTaken() {
    SafetySettings strict =
        new SafetySettings(0, 1, Duration.ZERO, Duration.ZERO, Duration.ofNanos(1), 0);
    assertTrue(strict.forbids(1, 0));
    assertTrue(strict.forbidsGain(1, 1));
    SafetySettings open =
        new SafetySettings(100, 1, MINUTE, Duration.ofHours(1), TEN, SafetySettings.NO_GAIN_LIMIT);
    assertFalse(open.forbids(1_000, 0));
    assertTrue(open.clusterMayLoseAll());
    assertFalse(open.forbidsGain(1, 1_000_000));
  }

  @Test
  void forbids_theShareExactly_isAllowedAndOneMoreIsNot() {
    assertFalse(SafetySettings.DEFAULTS.forbids(100, 70));
    assertTrue(SafetySettings.DEFAULTS.forbids(100, 69));
    assertFalse(SafetySettings.DEFAULTS.forbids(19, 0), "too few to be judged by their share");
    assertTrue(SafetySettings.DEFAULTS.forbids(20, 0));
    assertFalse(SafetySettings.DEFAULTS.forbids(20, 25), "more than there were");
  }

  @Test
  void forbidsGain_halfOfTheOthersExactly_isAllowedAndOneMoreIsNot() {
    assertFalse(SafetySettings.DEFAULTS.forbidsGain(100, 50));
    assertTrue(SafetySettings.DEFAULTS.forbidsGain(100, 51));
    assertFalse(SafetySettings.DEFAULTS.forbidsGain(19, 1_000), "a cluster that is just begun");
  }

  @Test
  void off_holdsNothing() {
    assertFalse(SafetySettings.OFF.forbids(1_000_000, 0));
    assertFalse(SafetySettings.OFF.forbidsGain(1_000_000, 1_000_000));
    assertEquals(Duration.ZERO, SafetySettings.OFF.retention());
  }
}
