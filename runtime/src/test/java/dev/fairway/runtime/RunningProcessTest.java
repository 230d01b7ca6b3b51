package dev.fairway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fairway.core.plan.PolicyWriter;
import org.junit.jupiter.api.Test;

class RunningProcessTest {

  @Test
  void newName_isOfThisProcess_andAnotherOneEachTime() {
    PolicyWriter first = RunningProcess.newName();
    PolicyWriter second = RunningProcess.newName();
    assertEquals(ProcessHandle.current().pid(), first.process());
    assertEquals(first.host(), second.host());
    assertFalse(first.isSame(second));
  }

  @Test
  void word_whatANameCannotHold_isReplacedOrCut() {
    assertEquals("NT-AUTHORITY-SYSTEM", RunningProcess.word("NT AUTHORITY\\SYSTEM", 32));
    assertEquals("pod", RunningProcess.word("pod-1", 3));
    assertEquals("unknown", RunningProcess.word("", 3));
  }
}
