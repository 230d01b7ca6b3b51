package dev.fairway.examples.custombackend;

import dev.fairway.spi.ErrorKind;

/** The controller's statuses in the host's words. Only the kind decides whether to try again. */
final class AcmeStatus {

  private AcmeStatus() {}

  // tag::kind[]
  static ErrorKind kind(String status) {
    return switch (status) {
      case "401" -> ErrorKind.UNAUTHORIZED;
      case "404", "409", "412" -> ErrorKind.CONFLICT;
      case "422" -> ErrorKind.REJECTED;
      case "429" -> ErrorKind.THROTTLED;
      case "503" -> ErrorKind.UNAVAILABLE;
      default -> ErrorKind.INTERNAL;
    };
  }
  // end::kind[]
}
