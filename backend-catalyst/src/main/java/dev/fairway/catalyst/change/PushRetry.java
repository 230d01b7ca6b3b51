package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerClock;
import java.time.Duration;

/** Pushes, and again where a push was skipped or not everybody took it. */
final class PushRetry {

  private static final int MOST = 3;

  private final ManagerApi calls;
  private final ManagerClock clock;
  private final PushTiming pace;
  private final TaskPoller watch;
  private final PushThrottle memory;

  PushRetry(
      ManagerApi calls,
      ManagerClock clock,
      PushTiming pace,
      TaskPoller watch,
      PushThrottle memory) {
    this.calls = calls;
    this.clock = clock;
    this.pace = pace;
    this.watch = watch;
    this.memory = memory;
  }

  /**
   * How the last push ended.
   *
   * @throws dev.fairway.catalyst.client.ManagerException where that cannot be told, or a push could
   *     not begin
   */
  TaskResult push(Push push) {
    TaskResult verdict = once(push);
    for (int again = 1; verdict.worthAgain() && again < MOST; again++) {
      calls.pause(pace.longestPoll());
      watch.quiet();
      verdict = once(push);
    }
    return verdict;
  }

  private TaskResult once(Push push) {
    Duration begun = clock.now();
    TaskResult verdict = watch.end(push.begin());
    memory.pushed(clock.now().minus(begun));
    return verdict;
  }
}
