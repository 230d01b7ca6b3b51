package dev.fairway.operator.server;

/** There is nothing to answer from now. */
public final class NoAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * For that reason.
   *
   * @param reason a sentence
   */
  public NoAnswerException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Why. */
  public String reason() {
    return reason;
  }
}
