package dev.fairway.catalyst.simulator;

/** A request that is answered with an error before anybody looks at what it wants. */
final class RequestRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient FrontAnswer answer;

  RequestRefused(FrontAnswer answer) {
    super("status " + answer.status(), null, false, false);
    this.answer = answer;
  }

  /** Refused because the request itself is not well made. */
  static RequestRefused malformed(String message, String details) {
    return new RequestRefused(FrontAnswer.error(400, "SIMULATOR0400", message, details));
  }

  FrontAnswer answer() {
    return answer;
  }
}
