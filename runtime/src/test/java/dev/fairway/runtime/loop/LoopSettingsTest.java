package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopSettingsTest {

  /** In the order of the record's parts, in milliseconds. */
  private static LoopSettings settings(String millis) {
    Duration[] parts =
        Arrays.stream(millis.trim().split(" +"))
            .map(text -> Duration.ofMillis(Long.parseLong(text)))
            .toArray(Duration[]::new);
    return new LoopSettings(
        parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], parts[7]);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -1 0 1 1 1 1 1 0 | debounce PT-0.001S
          5 4 1 1 1 1 1 0 | maxDelay PT0.004S
          0 40000000000 1 1 1 1 1 0 | maxDelay PT11111H6M40S
          0 0 0 1 1 1 1 0 | resync PT0S
          0 0 40000000000 1 1 1 1 0 | resync PT11111H6M40S
          0 0 1 0 1 1 1 0 | inventoryInterval PT0S
          0 0 1 40000000000 1 1 1 0 | inventoryInterval PT11111H6M40S
          0 0 1 1 0 1 1 0 | lookInterval PT0S
          0 0 1 1 40000000000 1 1 0 | lookInterval PT11111H6M40S
          0 0 1 1 1 0 1 0 | firstRetry PT0S
          0 0 1 1 1 5 4 0 | longestRetry PT0.004S
          0 0 1 1 1 1 40000000000 0 | longestRetry PT11111H6M40S
          0 0 1 1 1 1 1 -1 | grace PT-0.001S
          0 0 1 1 1 1 1 40000000000 | grace PT11111H6M40S
          """)
  void build_durationThatMakesNoSense_isRefusedByName(String millis, String message) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, () -> settings(millis)).getMessage());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"0 0 1 1 1 1 1 0", "5 5 1 1 1 5 5 0"})
  void build_leastThatMakesSense_isAccepted(String millis) {
    assertDoesNotThrow(() -> settings(millis));
  }
}
