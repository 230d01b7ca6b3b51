package dev.fairway.runtime.loop;

/** A loop did not answer a question; the sentence says why. */
public final class UnansweredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnansweredException(String message) {
    super(message);
  }
}
