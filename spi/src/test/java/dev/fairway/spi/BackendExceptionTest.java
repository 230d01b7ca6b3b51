package dev.fairway.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendExceptionTest {

  @Test
  void retryAfter_isThereOnlyWhereTheFabricSaidSo() {
    Exception cause = new IllegalStateException("reset");
    BackendException plain = new BackendException(ErrorKind.UNAVAILABLE, "no answer", cause);
    BackendException throttled =
        BackendException.retryAfter(ErrorKind.THROTTLED, "too many", Duration.ofSeconds(3));

    assertEquals(Optional.empty(), plain.retryAfter());
    assertSame(cause, plain.getCause());
    assertEquals(Optional.of(Duration.ofSeconds(3)), throttled.retryAfter());
    assertEquals(ErrorKind.THROTTLED, throttled.kind());
  }

  /** What would be refused again is not tried again; everything else is. */
  @Test
  void retryable_isFalseForWhatWouldBeRefusedAgain() {
    List<ErrorKind> hopeless =
        Arrays.stream(ErrorKind.values()).filter(kind -> !kind.retryable()).toList();

    assertEquals(
        List.of(ErrorKind.UNAUTHORIZED, ErrorKind.REJECTED, ErrorKind.UNSUPPORTED), hopeless);
  }

  @Test
  void getMessage_ofWordsOfTheFabric_isOneLineAndNotLong() {
    BackendException failure =
        new BackendException(ErrorKind.REJECTED, "no\u001b[31m list\n" + "x".repeat(5_000));

    assertTrue(failure.getMessage().startsWith("no\\u001b[31m list\\nxxx"), failure.getMessage());
    assertEquals(2_001, failure.getMessage().length());
  }
}
