package dev.fairway.runtime.loop;

/** The failure of a query between two syncs that got no answer; the message says why. */
public final class UnansweredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnansweredException(String message) {
    super(message);
  }
}
