package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.change.TaskResult.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The status of a task. That a task is done does not mean that it pushed anything: the status of
 * each controller and the validation decide.
 *
 * <p>Source: {@code GET /device/action/status/ID}.
 */
final class TaskStatus {

  /** The only trace of a push that did not take place. */
  private static final String SKIPPED = "operation is already in progress";

  private static final int MAX_MESSAGE = 300;

  private final JsonNode status;
  private int succeeded;
  private int failed;
  private int scheduled;
  private final List<String> messages = new ArrayList<>();

  private TaskStatus(JsonNode status) {
    this.status = status;
  }

  /** The result; empty while the task runs, or does not exist yet. */
  static Optional<TaskResult> tryParse(JsonNode status) {
    boolean done = status.path("summary").path("status").asText("").equalsIgnoreCase("done");
    return done ? Optional.of(new TaskStatus(status).result()) : Optional.empty();
  }

  private TaskResult result() {
    boolean skipped = false;
    for (JsonNode line : status.path("validation").path("activity")) {
      skipped |= line.asText("").contains(SKIPPED);
    }
    for (JsonNode row : status.path("data")) {
      skipped |= row.path("currentActivity").asText("").contains(SKIPPED);
      count(row);
    }
    if (skipped) {
      return new TaskResult(Kind.SKIPPED, "the controllers were busy, and the push was skipped");
    }
    if (isInvalid() || succeeded + scheduled == 0) {
      return new TaskResult(Kind.REFUSED, "the controllers refused it: " + messages());
    }
    if (failed > 0) {
      return new TaskResult(Kind.PARTLY, "not every controller took it: " + messages());
    }
    return scheduled > 0
        ? new TaskResult(Kind.SCHEDULED, "a controller is away and does not have it: " + messages())
        : new TaskResult(Kind.ACCEPTED, "every controller has it");
  }

  private void count(JsonNode row) {
    String id = row.path("statusId").asText("").toLowerCase(Locale.ROOT);
    if (id.equals("success")) {
      succeeded++;
      return;
    }
    messages.add(
        (row.path("host-name").asText("") + " " + row.path("currentActivity").asText("")).strip());
    if (id.equals("success_scheduled")) {
      scheduled++;
    } else {
      failed++;
    }
  }

  private boolean isInvalid() {
    JsonNode validation = status.path("validation");
    String result = validation.path("status").asText("") + validation.path("statusId").asText("");
    boolean invalid = result.toLowerCase(Locale.ROOT).contains("failure");
    if (invalid || !status.path("data").elements().hasNext()) {
      validation.path("activity").forEach(line -> messages.add(line.asText("")));
    }
    return invalid;
  }

  private String messages() {
    String all = String.join("; ", messages).replaceAll("\\s+", " ");
    if (all.isEmpty()) {
      return "the task says nothing";
    }
    return all.length() <= MAX_MESSAGE ? all : all.substring(0, MAX_MESSAGE) + "...";
  }
}
