package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The result of a push. That a task is done does not mean that it pushed anything: the status of
 * each controller and the validation decide.
 *
 * <p>Source: {@code GET /device/action/status/ID}.
 *
 * @param kind the kind of result
 * @param why one sentence, with what the Manager said
 */
record TaskResult(Kind kind, String why) {

  /** The only trace of a push that did not take place. */
  private static final String SKIPPED = "operation is already in progress";

  private static final int MAX_MESSAGE = 300;

  /** The kinds of result. */
  enum Kind {
    /** Every controller has the policy. */
    ACCEPTED,
    /** Another task was running, and nothing was pushed. */
    SKIPPED,
    /** Some controllers have the policy, and some refused. */
    PARTLY,
    /** Some controllers are away and get the policy when they are back. */
    SCHEDULED,
    /** No controller took the policy. */
    REFUSED
  }

  /** The result; empty while the task runs, or does not exist yet. */
  static Optional<TaskResult> tryParse(JsonNode status) {
    boolean done = status.path("summary").path("status").asText("").equalsIgnoreCase("done");
    return done ? Optional.of(new StatusReader(status).read()) : Optional.empty();
  }

  boolean accepted() {
    return kind == Kind.ACCEPTED;
  }

  /**
   * True where no other push is needed: a controller that is away gets the policy on its return.
   */
  boolean delivered() {
    return accepted() || kind == Kind.SCHEDULED;
  }

  /** True where the same push may end better. */
  boolean isRetryable() {
    return kind == Kind.SKIPPED || kind == Kind.PARTLY || kind == Kind.SCHEDULED;
  }

  /** The reader of the status of a task that is done. */
  private static final class StatusReader {

    private final JsonNode status;
    private int succeeded;
    private int failed;
    private int scheduled;
    private final List<String> messages = new ArrayList<>();

    StatusReader(JsonNode status) {
      this.status = status;
    }

    TaskResult read() {
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
          ? new TaskResult(
              Kind.SCHEDULED, "a controller is away and does not have it: " + messages())
          : new TaskResult(Kind.ACCEPTED, "every controller has it");
    }

    private void count(JsonNode row) {
      String id = row.path("statusId").asText("").toLowerCase(Locale.ROOT);
      if (id.equals("success")) {
        succeeded++;
        return;
      }
      messages.add(
          (row.path("host-name").asText("") + " " + row.path("currentActivity").asText(""))
              .strip());
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
}
