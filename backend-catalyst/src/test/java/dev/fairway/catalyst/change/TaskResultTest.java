package dev.fairway.catalyst.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.change.TaskResult.Kind;
import dev.fairway.catalyst.wire.WireJson;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskResultTest {

  private static Optional<TaskResult> judge(String status, String rows, String validation) {
    String text =
        """
        {"summary": {"status": "%s", "count": {}}, "data": [%s], "validation": %s}
        """
            .formatted(status, rows, validation);
    return TaskResult.tryParse(WireJson.object(text));
  }

  private static String row(String statusId, String activity) {
    return """
    {"host-name": "vsmart-1", "statusId": "%s", "currentActivity": "%s"}
    """
        .formatted(statusId, activity);
  }

  @ParameterizedTest
  @CsvSource({
    "success, Done - Push, ACCEPTED",
    "failure, no room, REFUSED",
    "success_scheduled, Done - Scheduled, SCHEDULED",
    "validation_unheard_of, later, REFUSED",
    "success, operation is already in progress, SKIPPED",
  })
  void tryParse_oneRow_isWhatItsStatusSays(String statusId, String activity, Kind kind) {
    TaskResult verdict = judge("done", row(statusId, activity), "{}").orElseThrow();

    assertEquals(kind, verdict.kind());
    assertEquals(
        kind != Kind.ACCEPTED && kind != Kind.SKIPPED,
        verdict.why().contains(activity),
        verdict::why);
  }

  @Test
  void tryParse_oneRowOfTwoRefused_isPartly() {
    String rows = row("success", "Done - Push") + "," + row("failure", "no room");

    assertEquals(Kind.PARTLY, judge("done", rows, "{}").orElseThrow().kind());
  }

  @Test
  void tryParse_validationFailureWithoutARow_isRefusedInItsWords() {
    String validation = "{\"statusId\": \"validation_failure\", \"activity\": [\"two lists\"]}";

    TaskResult verdict = judge("done", "", validation).orElseThrow();

    assertEquals(Kind.REFUSED, verdict.kind());
    assertTrue(verdict.why().contains("two lists"), verdict::why);
  }

  @Test
  void tryParse_skippedByTheValidation_isNoRefusal() {
    String validation =
        "{\"statusId\": \"failure\", \"activity\": [\"An operation is already in progress\"]}";

    assertEquals(Kind.SKIPPED, judge("done", "", validation).orElseThrow().kind());
  }

  @Test
  void tryParse_doneWithoutARowOrACount_isNeverAccepted() {
    assertEquals(Kind.REFUSED, judge("done", "", "{}").orElseThrow().kind());
  }

  @Test
  void tryParse_taskThatRuns_isNotOverYet() {
    assertEquals(Optional.empty(), judge("in_progress", row("success", "Done - Push"), "{}"));
  }
}
