package dev.fairway.operator.trace;

/** A packet that cannot be made from what a person typed. The message says what would be right. */
public final class QuestionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;

  QuestionException(String message) {
    super(message);
    this.problem = message;
  }

  /** What is wrong and what would be right. */
  public String problem() {
    return problem;
  }
}
