package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.catalyst.change.TaskResult.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the status of a task says. That a task is done does not say that it did anything: each row
 * is judged, and the validation.
 *
 * <p>Source: {@code GET /device/action/status/ID}.
 */
final class TaskStatus {

  /** The only trace of a push that did not take place. */
  private static final String SKIPPED = "operation is already in progress";

  private static final int LONGEST_SAYING = 300;

  private final JsonNode status;
  private int good;
  private int bad;
  private int away;
  private final List<String> sayings = new ArrayList<>();

  private TaskStatus(JsonNode status) {
    this.status = status;
  }

  /** The verdict; empty while the task runs, or is not there yet. */
  static Optional<TaskResult> judge(JsonNode status) {
    boolean done = status.path("summary").path("status").asText("").equalsIgnoreCase("done");
    return done ? Optional.of(new TaskStatus(status).judge()) : Optional.empty();
  }

  private TaskResult judge() {
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
    if (isInvalid() || good + away == 0) {
      return new TaskResult(Kind.REFUSED, "the controllers refused it: " + sayings());
    }
    if (bad > 0) {
      return new TaskResult(Kind.PARTLY, "not every controller took it: " + sayings());
    }
    return away > 0
        ? new TaskResult(Kind.SCHEDULED, "a controller is away and does not have it: " + sayings())
        : new TaskResult(Kind.ACCEPTED, "every controller has it");
  }

  private void count(JsonNode row) {
    String id = row.path("statusId").asText("").toLowerCase(Locale.ROOT);
    if (id.equals("success")) {
      good++;
      return;
    }
    sayings.add(
        (row.path("host-name").asText("") + " " + row.path("currentActivity").asText("")).strip());
    if (id.equals("success_scheduled")) {
      away++;
    } else {
      bad++;
    }
  }

  private boolean isInvalid() {
    JsonNode validation = status.path("validation");
    String said = validation.path("status").asText("") + validation.path("statusId").asText("");
    boolean invalid = said.toLowerCase(Locale.ROOT).contains("failure");
    if (invalid || !status.path("data").elements().hasNext()) {
      validation.path("activity").forEach(line -> sayings.add(line.asText("")));
    }
    return invalid;
  }

  private String sayings() {
    String all = String.join("; ", sayings).replaceAll("\\s+", " ");
    if (all.isEmpty()) {
      return "the task says nothing";
    }
    return all.length() <= LONGEST_SAYING ? all : all.substring(0, LONGEST_SAYING) + "...";
  }
}
