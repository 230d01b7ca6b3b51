package dev.fairway.operator.trace;

/** A packet that cannot be made from what a person typed. The message says what would be right. */
public final class QuestionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  QuestionException(String message) {
    super(message);
  }
}
