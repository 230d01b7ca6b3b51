package dev.fairway.runtime;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.Revision;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A backend whose calls are timed, reported to the listeners, and fail with a {@link CallFailure}
 * only. An exception that the contract does not know is a failure of kind {@link
 * ErrorKind#INTERNAL}, of which no more than its class is repeated: its message may hold anything.
 */
final class GuardedBackend {

  private final SdwanBackend backend;
  private final SyncOptions options;

  GuardedBackend(SdwanBackend backend, SyncOptions options) {
    this.backend = backend;
    this.options = options;
  }

  /** A failed call. Never leaves this package but as the {@link SyncFailure} or the cause in it. */
  static final class CallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SyncFailure failure;
    private final transient BackendException thrown;
    private final boolean bug;

    private CallFailure(SyncFailure failure, BackendException thrown, boolean bug) {
      super(failure.message(), thrown);
      this.failure = failure;
      this.thrown = thrown;
      this.bug = bug;
    }

    SyncFailure failure() {
      return failure;
    }

    /** The exception for callers outside. */
    BackendException thrown() {
      return thrown;
    }

    /** True where the backend broke, so that its word on what was written does not count. */
    boolean bug() {
      return bug;
    }
  }

  WanSnapshot inventory(String correlationId) {
    return call(SyncFailure.Stage.INVENTORY, correlationId, backend::inventory);
  }

  ObservedPolicy observe(WanSnapshot wan, String correlationId) {
    return call(SyncFailure.Stage.OBSERVE, correlationId, context -> backend.observe(wan, context));
  }

  /** A look that may take so long at most. */
  boolean isAt(Revision since, WanSnapshot wan, String correlationId, Duration longest) {
    CallContext context = options.newCall(correlationId, longest);
    return call(
        SyncFailure.Stage.LOOK,
        correlationId,
        context,
        allowed -> backend.isAt(since, wan, allowed));
  }

  ApplyReport apply(Plan plan, WanSnapshot wan, String correlationId) {
    return call(
        SyncFailure.Stage.APPLY, correlationId, context -> backend.apply(plan, wan, context));
  }

  private <R> R call(SyncFailure.Stage stage, String id, Function<CallContext, R> operation) {
    return call(stage, id, options.newCall(id), operation);
  }

  private <R> R call(
      SyncFailure.Stage stage, String id, CallContext context, Function<CallContext, R> operation) {
    long start = options.nanoClock().getAsLong();
    try {
      R result = operation.apply(context);
      if (isMissing(result)) {
        throw new IllegalStateException("no answer");
      }
      publish(stage, id, start, Optional.empty());
      return result;
    } catch (BackendException thrown) {
      throw failed(stage, thrown, id, start, false);
    } catch (RuntimeException | LinkageError bug) {
      String message = "the backend broke in " + stage.text() + ": " + bug.getClass().getName();
      BackendException thrown =
          new BackendException(ErrorKind.INTERNAL, message, RedactedException.of(bug));
      throw failed(stage, thrown, id, start, true);
    }
  }

  /** A vendor's backend may return null. */
  private static boolean isMissing(@Nullable Object answer) {
    return answer == null;
  }

  private CallFailure failed(
      SyncFailure.Stage stage, BackendException thrown, String id, long start, boolean bug) {
    SyncFailure failure = SyncFailure.of(stage, thrown);
    publish(stage, id, start, Optional.of(failure));
    return new CallFailure(failure, thrown, bug);
  }

  private void publish(
      SyncFailure.Stage stage, String id, long start, Optional<SyncFailure> failure) {
    Duration took = Duration.ofNanos(options.nanoClock().getAsLong() - start);
    BackendCall call = new BackendCall(stage, id, took, failure);
    options.publish(listener -> listener.backendCalled(call));
  }
}
