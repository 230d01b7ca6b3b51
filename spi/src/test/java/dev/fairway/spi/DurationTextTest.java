package dev.fairway.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @Test
  void tryParse_everyUnit_isRead() {
    assertEquals(Optional.of(Duration.ofNanos(7_000)), DurationText.tryParse("7us"));
    assertEquals(Optional.of(Duration.ofMillis(200)), DurationText.tryParse("200ms"));
    assertEquals(Optional.of(Duration.ofSeconds(30)), DurationText.tryParse("30s"));
    assertEquals(Optional.of(Duration.ofMinutes(5)), DurationText.tryParse("5m"));
    assertEquals(Optional.of(Duration.ofHours(1)), DurationText.tryParse("1h"));
    assertEquals(Optional.of(Duration.ZERO), DurationText.tryParse("0s"));
  }

  @Test
  void tryParse_largest_doesNotOverflow() {
    assertEquals(Optional.of(Duration.ofHours(999_999_999)), DurationText.tryParse("999999999h"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "5 s", "5S", "05s", "-5s", "1.5s", "5d", "9999999999s"})
  void tryParse_anythingElse_isEmpty(String text) {
    assertEquals(Optional.empty(), DurationText.tryParse(text));
  }
}
