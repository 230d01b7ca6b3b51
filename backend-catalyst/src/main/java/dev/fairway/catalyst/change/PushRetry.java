package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.catalyst.client.ManagerException;
import java.time.Duration;

/**
 * Pushes to the controllers, each awaited to its end, and repeated where a push was skipped or not
 * every controller took it.
 */
final class PushRetry {

  private static final int MAX_PUSHES = 3;

  private final ManagerApi api;
  private final ManagerClock clock;
  private final PushTiming timing;
  private final TaskPoller tasks;
  private final PushThrottle throttle;

  PushRetry(
      ManagerApi api,
      ManagerClock clock,
      PushTiming timing,
      TaskPoller tasks,
      PushThrottle throttle) {
    this.api = api;
    this.clock = clock;
    this.timing = timing;
    this.tasks = tasks;
    this.throttle = throttle;
  }

  /**
   * The result of the last push.
   *
   * @throws ManagerException where it cannot be read, or a push could not start
   */
  TaskResult push(ControllerPush push) {
    TaskResult result = pushOnce(push);
    for (int pushes = 1; result.isRetryable() && pushes < MAX_PUSHES; pushes++) {
      api.pause(timing.longestPoll());
      tasks.awaitIdle();
      result = pushOnce(push);
    }
    return result;
  }

  private TaskResult pushOnce(ControllerPush push) {
    Duration start = clock.now();
    TaskResult result = tasks.await(push.start());
    throttle.pushed(clock.now().minus(start));
    return result;
  }
}
