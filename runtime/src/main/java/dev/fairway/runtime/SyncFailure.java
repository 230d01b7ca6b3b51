package dev.fairway.runtime;

import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.Optional;

/**
 * A call to the backend that failed.
 *
 * @param stage which call
 * @param kind what sort of failure; it alone decides whether trying again makes sense
 * @param message one sentence without secrets
 * @param retryAfter how long the fabric asked to be left alone
 * @param cause the exception, for the log only
 */
public record SyncFailure(
    Stage stage,
    ErrorKind kind,
    String message,
    Optional<Duration> retryAfter,
    Optional<Throwable> cause) {

  /** The calls of a sync, in their order, and the look between two syncs. */
  public enum Stage {
    INVENTORY,
    OBSERVE,
    APPLY,
    LOOK;

    /** {@code inventory}, {@code observe}, {@code apply} or {@code look}. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static SyncFailure of(Stage stage, BackendException thrown) {
    return new SyncFailure(
        stage,
        thrown.kind(),
        Optional.ofNullable(thrown.getMessage()).orElse(thrown.kind().name()),
        thrown.retryAfter(),
        Optional.of(thrown));
  }

  /** The diagnostic code of a failure of that kind in a change. */
  static DiagnosticCode codeOf(ErrorKind kind) {
    return switch (kind) {
      case UNAVAILABLE, THROTTLED, UNAUTHORIZED -> DiagnosticCode.BACKEND_UNREACHABLE;
      case NOT_YET -> DiagnosticCode.CHANGE_WAITS;
      case REJECTED -> DiagnosticCode.BACKEND_REFUSED;
      case UNSUPPORTED -> DiagnosticCode.UNSUPPORTED_BY_BACKEND;
      case CONFLICT, ABANDONED, INTERNAL -> DiagnosticCode.STEP_FAILED;
    };
  }

  /**
   * The diagnostic code; a failure to read says nothing of the rules: the fabric was out of reach.
   */
  DiagnosticCode code() {
    return stage == Stage.APPLY ? codeOf(kind) : DiagnosticCode.BACKEND_UNREACHABLE;
  }
}
