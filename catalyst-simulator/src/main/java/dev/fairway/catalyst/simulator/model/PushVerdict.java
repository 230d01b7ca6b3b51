package dev.fairway.catalyst.simulator.model;

import java.util.List;

/**
 * How a task ended.
 *
 * @param validationId for programs
 * @param validation for people
 * @param activity what the validation says
 * @param rows one a controller
 */
record PushVerdict(
    String validationId, String validation, List<String> activity, List<PushRow> rows) {

  static PushVerdict valid(List<PushRow> rows) {
    return new PushVerdict(
        "validation_success", "Validation success", List.of("Done - Validation"), rows);
  }

  static PushVerdict invalid(String why) {
    return new PushVerdict(
        "validation_failure",
        "Validation failure",
        List.of("Validation failed: " + why),
        List.of());
  }

  /** Without any failure: the text alone says that nothing was done. */
  static PushVerdict skipped(List<PushRow> rows) {
    return new PushVerdict(
        "validation_success",
        "Validation success",
        List.of("Skipping device: an operation is already in progress"),
        rows);
  }
}
