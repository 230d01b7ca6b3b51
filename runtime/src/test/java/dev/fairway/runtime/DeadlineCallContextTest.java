package dev.fairway.runtime;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineCallContextTest {

  private final AtomicLong clock = new AtomicLong(-5);
  private final WritePermission permission = new WritePermission();

  private DeadlineCallContext call(String id) {
    return new DeadlineCallContext(Duration.ofSeconds(10), clock::get, false, id, permission);
  }

  @Test
  void remaining_followsTheHostsClockBelowZero() {
    DeadlineCallContext call = call("a-1");
    assertEquals(Duration.ofSeconds(10), call.remaining());
    clock.addAndGet(Duration.ofSeconds(4).toNanos());
    assertEquals(Duration.ofSeconds(6), call.remaining());
    clock.addAndGet(Duration.ofSeconds(7).toNanos());
    assertEquals(Duration.ofSeconds(-1), call.remaining());
  }

  @Test
  void checkMayWrite_permissionWithdrawnAndGrantedAgain_isAskedEachTime() {
    DeadlineCallContext call = call("a-1");
    assertDoesNotThrow(call::checkMayWrite);
    permission.withdraw();
    BackendException thrown = assertThrows(BackendException.class, call::checkMayWrite);
    assertEquals(ErrorKind.ABANDONED, thrown.kind());
    permission.grant();
    assertDoesNotThrow(call::checkMayWrite);
  }

  @Test
  void call_idThatCouldBreakALogLine_isRefused() {
    for (String id : new String[] {"", "a b", "a\nb", "x".repeat(65)}) {
      assertThrows(IllegalArgumentException.class, () -> call(id));
    }
  }

  @Test
  void narrowedPermission_countsOnlyWhileTheWiderOneIsGranted() {
    WritePermission narrow = permission.narrowed();
    assertTrue(narrow.isGranted());
    permission.withdraw();
    assertFalse(narrow.isGranted());
    permission.grant();
    narrow.withdraw();
    assertFalse(narrow.isGranted());
    assertTrue(permission.isGranted(), "what is narrower is nobody else's business");
    assertTrue(permission.narrowed().isGranted());
  }
}
