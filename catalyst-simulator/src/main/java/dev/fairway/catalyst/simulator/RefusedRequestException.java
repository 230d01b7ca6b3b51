package dev.fairway.catalyst.simulator;

/** A request that is answered with an error before it is carried out. */
final class RefusedRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient SimulatorResponse answer;

  RefusedRequestException(SimulatorResponse answer) {
    super("status " + answer.status(), null, false, false);
    this.answer = answer;
  }

  /** Refused because the request itself is not well made. */
  static RefusedRequestException malformed(String message, String details) {
    return new RefusedRequestException(
        SimulatorResponse.error(400, "SIMULATOR0400", message, details));
  }

  SimulatorResponse answer() {
    return answer;
  }
}
