package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TestCallContextTest {

  @Test
  void remaining_followsTheClockItWasGivenBelowZero() {
    AtomicLong now = new AtomicLong(1_000);
    TestCallContext call = TestCallContext.lasting(Duration.ofNanos(50), now::get);

    assertEquals(Duration.ofNanos(50), call.remaining());
    now.addAndGet(70);
    assertEquals(Duration.ofNanos(-20), call.remaining());
  }

  @Test
  void checkMayWrite_withdrawn_isAbandonedAndCounted() {
    AtomicBoolean permitted = new AtomicBoolean(true);
    TestCallContext call =
        TestCallContext.lasting(Duration.ofSeconds(1)).permittedWhile(permitted::get);

    call.checkMayWrite();
    permitted.set(false);

    BackendException withdrawn = assertThrows(BackendException.class, call::checkMayWrite);
    assertEquals(ErrorKind.ABANDONED, withdrawn.kind());
    assertEquals(2, call.timesAsked());
  }

  @Test
  void asDryRun_isTheSameCallOtherwise() {
    TestCallContext call = TestCallContext.lasting(Duration.ofNanos(5), () -> 0L);

    assertFalse(call.dryRun());
    assertTrue(call.asDryRun().dryRun());
    assertEquals(call.remaining(), call.asDryRun().remaining());
    assertTrue(call.correlationId().matches("[A-Za-z0-9-]{1,64}"), call.correlationId());
  }
}
