package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.List;

/** What a loop does each time that it wakes. For the loop's thread. */
final class LoopTurns {

  /** How long to wait where nothing is due: until somebody wakes the clock. */
  private static final Duration IDLE = Duration.ofDays(1);

  private final LoopMemory memory;
  private final LoopQuestions questions;
  private final LoopRunner passes;
  private final InventoryRounds inventory;
  private final LoopAudience audience;

  LoopTurns(
      LoopMemory memory,
      LoopQuestions questions,
      LoopRunner passes,
      InventoryRounds inventory,
      LoopAudience audience) {
    this.memory = memory;
    this.questions = questions;
    this.passes = passes;
    this.inventory = inventory;
    this.audience = audience;
  }

  /** Does what is due, and says how long there is nothing more to do. */
  Duration take() {
    audience.moved(memory.state());
    questions.answer();
    passes.makeIfDue();
    inventory.readIfDue(passes.sync());
    audience.moved(memory.state());
    Duration now = memory.now();
    return Moments.earliest(List.of(memory.picture().dueAt(), inventory.dueAt()))
        .map(due -> Moments.later(due, now).minus(now))
        .orElse(IDLE);
  }
}
