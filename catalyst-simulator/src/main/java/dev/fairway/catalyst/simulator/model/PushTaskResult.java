package dev.fairway.catalyst.simulator.model;

import java.util.List;

/**
 * The result of a task.
 *
 * @param validationId for programs
 * @param validation for users
 * @param activity what the validation says
 * @param rows one a device
 */
record PushTaskResult(
    String validationId, String validation, List<String> activity, List<DevicePushStatus> rows) {

  static PushTaskResult valid(List<DevicePushStatus> rows) {
    return new PushTaskResult(
        "validation_success", "Validation success", List.of("Done - Validation"), rows);
  }

  static PushTaskResult invalid(String why) {
    return new PushTaskResult(
        "validation_failure",
        "Validation failure",
        List.of("Validation failed: " + why),
        List.of());
  }

  /** Without any failure: the text alone says that nothing was done. */
  static PushTaskResult skipped(List<DevicePushStatus> rows) {
    return new PushTaskResult(
        "validation_success",
        "Validation success",
        List.of("Skipping device: an operation is already in progress"),
        rows);
  }
}
