package dev.fairway.k8s.watch;

import dev.fairway.k8s.api.ApiFailure;
import java.time.Duration;

/** The failure of a list or watch request, with the pause that the server asked for. */
final class WatchFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient ApiFailure failure;
  private final Duration retryAfter;

  WatchFailedException(ApiFailure failure, Duration retryAfter) {
    super(failure.sentence());
    this.failure = failure;
    this.retryAfter = retryAfter;
  }

  WatchFailedException(ApiFailure failure) {
    this(failure, Duration.ZERO);
  }

  ApiFailure failure() {
    return failure;
  }

  /** Zero where the server asked for none. */
  Duration retryAfter() {
    return retryAfter;
  }
}
