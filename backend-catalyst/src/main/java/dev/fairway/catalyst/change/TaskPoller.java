package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.catalyst.client.ManagerException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The task polling: of a push to its end, and of all tasks until none runs on the controllers. A
 * push is repeated where it was skipped or not every controller took it.
 */
final class TaskPoller {

  private static final int MAX_PUSHES = 3;
  private static final String STATUS = "/device/action/status/";

  /** The actions that run on controllers. */
  private static final List<String> ON_CONTROLLERS =
      List.of("vsmart_policy_config", "push_feature_template", "push_file_template");

  private final ManagerApi api;
  private final ManagerClock clock;
  private final PushTiming timing;
  private final PushThrottle throttle;
  private boolean waited;
  private String busyWith = "a task";

  TaskPoller(ManagerApi api, ManagerClock clock, PushTiming timing, PushThrottle throttle) {
    this.api = api;
    this.clock = clock;
    this.timing = timing;
    this.throttle = throttle;
  }

  /**
   * The result of the last push.
   *
   * @throws ManagerException where it cannot be read in time, or a push could not start
   */
  TaskResult push(ControllerPush push) {
    TaskResult result = pushOnce(push);
    for (int pushes = 1; result.isRetryable() && pushes < MAX_PUSHES; pushes++) {
      api.pause(timing.longestPoll());
      awaitIdle();
      result = pushOnce(push);
    }
    return result;
  }

  private TaskResult pushOnce(ControllerPush push) {
    Duration start = clock.now();
    TaskResult result = await(push.start());
    throttle.pushed(clock.now().minus(start));
    return result;
  }

  private TaskResult await(String taskId) {
    Duration start = clock.now();
    Duration interval = timing.firstPoll();
    while (true) {
      api.pause(interval);
      Optional<TaskResult> result = TaskResult.tryParse(api.get(STATUS + taskId));
      if (result.isPresent()) {
        return result.get();
      }
      if (isTimedOut(start)) {
        throw new ManagerException(
            ManagerException.Reason.OUT_OF_TIME,
            "the push " + taskId + " has not ended after " + timing.pushTimeout());
      }
      interval = next(interval);
    }
  }

  /** Polls until no task runs on the controllers; false where that takes too long. */
  boolean awaitIdle() {
    Duration start = clock.now();
    Duration interval = timing.firstPoll();
    while (isBusy()) {
      if (isTimedOut(start)) {
        return false;
      }
      waited = true;
      api.pause(interval);
      interval = next(interval);
    }
    return true;
  }

  /** The task of others that ran last, and whose it was: {@code a task of user 'ana'}. */
  String busyWith() {
    return busyWith;
  }

  /** True where a task of others ran, so that what was read before it ended is old. */
  boolean hasWaited() {
    return waited;
  }

  private boolean isBusy() {
    for (JsonNode task : api.get(STATUS + "tasks").path("runningTasks")) {
      String action = task.path("action").asText("") + " " + task.path("processId").asText("");
      if (ON_CONTROLLERS.stream().anyMatch(action::contains)) {
        busyWith = "a task of user '" + task.path("userSessionUserName").asText("") + "'";
        return true;
      }
    }
    return false;
  }

  private boolean isTimedOut(Duration start) {
    return clock.now().minus(start).compareTo(timing.pushTimeout()) >= 0;
  }

  private Duration next(Duration interval) {
    Duration doubled = interval.multipliedBy(2);
    return doubled.compareTo(timing.longestPoll()) > 0 ? timing.longestPoll() : doubled;
  }
}
