package dev.fairway.spi;

/** The kind of a backend's failure. The kind alone decides whether trying again makes sense. */
public enum ErrorKind {
  /** The fabric's controller does not answer, or not before the deadline. */
  UNAVAILABLE(true),
  /** The controller answers that there were too many requests. */
  THROTTLED(true),
  /** The controller does not accept the credentials, or their user lacks a permission. */
  UNAUTHORIZED(false),
  /** The fabric is no longer what the plan was made from, or another writer is changing it. */
  CONFLICT(true),
  /** The controller refuses this change, and would again. */
  REJECTED(false),
  /** The fabric cannot express this, or not so much of it. */
  UNSUPPORTED(false),
  /**
   * Nothing is wrong, and it is too early: the backend leaves time between its changes, and says
   * how long to wait.
   */
  NOT_YET(true),
  /** The host withdrew its permission to write. */
  ABANDONED(true),
  /** A mistake in the backend, or an answer that it cannot understand. */
  INTERNAL(true);

  private final boolean retryable;

  ErrorKind(boolean retryable) {
    this.retryable = retryable;
  }

  /** True where the same call may succeed later. */
  public boolean retryable() {
    return retryable;
  }
}
