package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.catalyst.client.ManagerException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waits for tasks: for one of ours to its end, and for those of others on the controllers. */
final class TaskPoller {

  private static final String STATUS = "/device/action/status/";

  /** What runs on controllers. */
  private static final List<String> ON_CONTROLLERS =
      List.of("vsmart_policy_config", "push_feature_template", "push_file_template");

  private final ManagerApi calls;
  private final ManagerClock clock;
  private final PushTiming pace;

  TaskPoller(ManagerApi calls, ManagerClock clock, PushTiming pace) {
    this.calls = calls;
    this.clock = clock;
    this.pace = pace;
  }

  /**
   * How the task ended.
   *
   * @throws ManagerException where that cannot be told in time
   */
  TaskResult end(String taskId) {
    Duration begun = clock.now();
    Duration step = pace.firstPoll();
    while (true) {
      calls.pause(step);
      Optional<TaskResult> verdict = TaskStatus.judge(calls.get(STATUS + taskId));
      if (verdict.isPresent()) {
        return verdict.get();
      }
      if (clock.now().minus(begun).compareTo(pace.pushTimeout()) >= 0) {
        throw new ManagerException(
            ManagerException.Reason.OUT_OF_TIME,
            "the push " + taskId + " has not ended after " + pace.pushTimeout());
      }
      step = longer(step);
    }
  }

  /** True once nothing runs on the controllers; false where that does not come to be in time. */
  boolean quiet() {
    Duration begun = clock.now();
    Duration step = pace.firstPoll();
    while (isBusy()) {
      if (clock.now().minus(begun).compareTo(pace.pushTimeout()) >= 0) {
        return false;
      }
      calls.pause(step);
      step = longer(step);
    }
    return true;
  }

  private boolean isBusy() {
    for (JsonNode task : calls.get(STATUS + "tasks").path("runningTasks")) {
      String what = task.path("action").asText("") + " " + task.path("processId").asText("");
      if (ON_CONTROLLERS.stream().anyMatch(what::contains)) {
        return true;
      }
    }
    return false;
  }

  private Duration longer(Duration step) {
    Duration doubled = step.multipliedBy(2);
    return doubled.compareTo(pace.longestPoll()) > 0 ? pace.longestPoll() : doubled;
  }
}
