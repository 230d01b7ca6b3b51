package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The endpoints of tasks and their status: {@code /device/action/status/...}. */
final class TaskEndpoints {

  private static final String STATUS = "/device/action/status";

  private final ModelState state;

  TaskEndpoints(ModelState state) {
    this.state = state;
  }

  void addTo(RequestRouter routes) {
    routes
        .add("GET", STATUS + "/tasks", call -> running())
        .add("GET", STATUS + "/tasks/activeCount", call -> activeCount())
        .add("POST", STATUS + "/cancel/{id}", call -> cancel(call.part("id")))
        .add("GET", STATUS + "/{id}", call -> status(call.part("id")));
  }

  private List<ManagerTask> open() {
    return state.tasks.stream()
        .filter(ManagerTask::isRunning)
        .filter(task -> task.isVisible(state.now()))
        .toList();
  }

  private ModelResponse activeCount() {
    ObjectNode answer = ResponseBodies.object();
    answer.putObject("data").put("activeTaskCount", open().size());
    return ResponseBodies.ok(answer);
  }

  private ModelResponse running() {
    List<ObjectNode> rows =
        open().stream()
            .map(
                task ->
                    ResponseBodies.object()
                        .put("processId", task.id())
                        .put("name", title(task.action()))
                        .put("action", task.action())
                        .put("status", "in_progress")
                        .put("startTime", millis(task.started()))
                        .put("userSessionUserName", task.user())
                        .put("tenantName", "DefaultTenant")
                        .put("detailsURL", "/dataservice/device/action/status"))
            .toList();
    return ResponseBodies.ok(
        ResponseBodies.object().set("runningTasks", ResponseBodies.array(rows)));
  }

  /** An unknown task looks as one that is not there yet. */
  private ModelResponse status(String id) {
    Optional<ManagerTask> found =
        state.tasks.stream()
            .filter(task -> task.id().equals(id))
            .filter(task -> task.isVisible(state.now()))
            .findFirst();
    return found
        .map(task -> ResponseBodies.ok(status(task)))
        .orElseGet(() -> ResponseBodies.data(List.of()));
  }

  private ModelResponse cancel(String id) {
    state.tasks.stream()
        .filter(task -> task.id().equals(id) && task.isRunning())
        .findFirst()
        .orElseThrow(() -> ManagerErrorException.notFound("no running task " + id))
        .cancel(PushTaskResult.invalid("cancelled"));
    return ResponseBodies.empty();
  }

  private static ObjectNode status(ManagerTask task) {
    PushTaskResult verdict = task.verdict().orElseGet(() -> underWay(task));
    ObjectNode answer = ResponseBodies.object();
    answer.set(
        "data", ResponseBodies.array(verdict.rows().stream().map(row -> row(task, row)).toList()));
    ObjectNode validation = answer.putObject("validation");
    validation
        .put("statusId", verdict.validationId())
        .put("status", verdict.validation())
        .put("currentActivity", verdict.activity().get(verdict.activity().size() - 1))
        .put("actionConfig", "{}");
    validation.set("activity", ResponseBodies.texts(verdict.activity()));
    answer.set("summary", summary(task, verdict));
    return answer.put("isCancelEnabled", true).put("isParallelExecutionEnabled", false);
  }

  private static PushTaskResult underWay(ManagerTask task) {
    return PushTaskResult.valid(
        task.targets().stream()
            .map(device -> new DevicePushStatus(device, "in_progress", "In progress", "Pushing"))
            .toList());
  }

  private static ObjectNode row(ManagerTask task, DevicePushStatus row) {
    ObjectNode view =
        ResponseBodies.object()
            .put("statusType", task.action())
            .put("system-ip", row.device().systemIp())
            .put("host-name", row.device().hostName())
            .put("deviceID", row.device().uuid())
            .put("uuid", row.device().uuid())
            .put("statusId", row.statusId())
            .put("status", row.status())
            .put("currentActivity", row.activity())
            .put("processId", task.id())
            .put("device-type", row.device().personality())
            .put("action", task.action())
            .put("startTime", task.started().toEpochMilli());
    view.set("activity", ResponseBodies.texts(List.of(row.activity())));
    return view;
  }

  private static ObjectNode summary(ManagerTask task, PushTaskResult verdict) {
    Map<String, Integer> count = new TreeMap<>();
    verdict.rows().forEach(row -> count.merge(row.status(), 1, Integer::sum));
    ObjectNode summary =
        ResponseBodies.object()
            .put("action", task.action())
            .put("name", title(task.action()))
            .put("detailsURL", "/dataservice/device/action/status")
            .put("startTime", millis(task.started()))
            .put("endTime", task.isRunning() ? "" : millis(task.ends()))
            .put("userSessionUserName", task.user())
            .put("userSessionIP", "127.0.0.1")
            .put("tenantName", "DefaultTenant")
            .put("total", task.targets().size())
            .put("status", task.isRunning() ? "in_progress" : "done");
    ObjectNode counts = summary.putObject("count");
    count.forEach(counts::put);
    return summary;
  }

  private static String title(String action) {
    return switch (action) {
      case PushScheduler.ACTIVATION -> "Push vSmart Policy";
      case PushScheduler.CLI_MODE -> "Change to CLI Mode";
      case PushScheduler.FILE_TEMPLATE -> "Push CLI Template Configuration";
      default -> "Push Feature Template Configuration";
    };
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }
}
