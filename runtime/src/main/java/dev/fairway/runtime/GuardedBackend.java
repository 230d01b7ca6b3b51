package dev.fairway.runtime;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
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
 * A backend whose every failure is a {@link BackendCallException}: a mistake in it is one of kind
 * {@link ErrorKind#INTERNAL}, and no more than its class is told to people, because its message may
 * hold anything.
 */
final class GuardedBackend {

  private final SdwanBackend backend;
  private final SyncOptions options;

  GuardedBackend(SdwanBackend backend, SyncOptions options) {
    this.backend = backend;
    this.options = options;
  }

  WanSnapshot inventory(String correlationId) {
    return call(SyncFailure.Stage.INVENTORY, correlationId, backend::inventory);
  }

  ObservedPolicy observe(WanSnapshot wan, String correlationId) {
    return call(SyncFailure.Stage.OBSERVE, correlationId, context -> backend.observe(wan, context));
  }

  ApplyReport apply(Plan plan, WanSnapshot wan, String correlationId) {
    return call(
        SyncFailure.Stage.APPLY, correlationId, context -> backend.apply(plan, wan, context));
  }

  private <R> R call(SyncFailure.Stage stage, String id, Function<CallContext, R> operation) {
    long start = options.nanoClock().getAsLong();
    try {
      R result = operation.apply(options.newCall(id));
      requireAnswer(result);
      tell(stage, id, start, Optional.empty());
      return result;
    } catch (BackendException thrown) {
      throw failed(stage, thrown, id, start, false);
    } catch (RuntimeException | LinkageError bug) {
      String message = "the backend broke in " + stage.text() + ": " + bug.getClass().getName();
      BackendException told =
          new BackendException(ErrorKind.INTERNAL, message, RedactedException.of(bug));
      throw failed(stage, told, id, start, true);
    }
  }

  /** A backend is written by others, perhaps without a check for null. */
  private static void requireAnswer(@Nullable Object answer) {
    if (answer == null) {
      throw new IllegalStateException("no answer");
    }
  }

  private BackendCallException failed(
      SyncFailure.Stage stage, BackendException thrown, String id, long start, boolean bug) {
    SyncFailure failure = SyncFailure.of(stage, thrown);
    tell(stage, id, start, Optional.of(failure));
    return new BackendCallException(failure, thrown, bug);
  }

  private void tell(SyncFailure.Stage stage, String id, long start, Optional<SyncFailure> failure) {
    Duration took = Duration.ofNanos(options.nanoClock().getAsLong() - start);
    BackendCall call = new BackendCall(stage, id, took, failure);
    options.publish(listener -> listener.backendCalled(call));
  }
}
