package dev.fairway.examples.custombackend.acme;

/** Why the controller does not do as asked: a status, as in HTTP, and a sentence. */
final class AcmeError extends RuntimeException {

  static final int WRONG_KEY = 401;
  static final int NOT_FOUND = 404;
  static final int IN_USE = 409;
  static final int CHANGED_MEANWHILE = 412;
  static final int CANNOT = 422;

  private static final long serialVersionUID = 1L;

  private final int status;

  AcmeError(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  /** {@code error 412 site berlin is at change 7}. */
  String text() {
    return "error " + status + " " + getMessage();
  }
}
