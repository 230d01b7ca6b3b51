package dev.fairway.runtime;

import dev.fairway.spi.BackendException;

/**
 * A failed call on its way out of a pass. Never leaves this package but as the {@link SyncFailure}
 * in it.
 */
final class BackendCallException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient SyncFailure failure;
  private final transient BackendException told;
  private final boolean bug;

  BackendCallException(SyncFailure failure, BackendException told, boolean bug) {
    super(failure.message(), told);
    this.failure = failure;
    this.told = told;
    this.bug = bug;
  }

  /** The same for callers outside. */
  BackendException told() {
    return told;
  }

  SyncFailure failure() {
    return failure;
  }

  /** True where the backend broke, so that its word on what was written does not count. */
  boolean bug() {
    return bug;
  }
}
