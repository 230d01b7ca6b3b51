package dev.fairway.operator.run;

import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.watch.WatchState;
import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.server.HealthCheckResult;
import dev.fairway.runtime.SyncFailure;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.StepOutcome;
import java.util.List;
import java.util.Optional;

/** The health checks of the cluster, the backend and the syncs of a running instance. */
final class HealthChecks {

  private static final String STANDING_BY = "standing by";

  private HealthChecks() {}

  static List<HealthCheckResult> of(FairwayInstance running) {
    LoopState state = running.state();
    return List.of(
        kubernetes(running.watches(), state), backend(state), sync(state), status(running));
  }

  private static HealthCheckResult kubernetes(WatchState watches, LoopState state) {
    if (!watches.problems().isEmpty()) {
      return HealthCheckResult.not("kubernetes", String.join("; ", watches.problems()));
    }
    if (!watches.read()) {
      return HealthCheckResult.not("kubernetes", "the cluster is being read for the first time");
    }
    boolean partly =
        state.last().filter(last -> last.completeness() != Completeness.COMPLETE).isPresent();
    return partly && !standsBy(state)
        ? HealthCheckResult.not("kubernetes", "the cluster was not read whole at the last sync")
        : HealthCheckResult.ok("kubernetes");
  }

  /** A status that is not written is tried again, and never makes the process unready. */
  private static HealthCheckResult status(FairwayInstance running) {
    return HealthCheckResult.ok("status", running.status().problem().orElse(""));
  }

  private static boolean standsBy(LoopState state) {
    return state.phase() == LoopState.Phase.STANDBY;
  }

  private static HealthCheckResult backend(LoopState state) {
    if (standsBy(state)) {
      return HealthCheckResult.ok("backend", STANDING_BY);
    }
    Optional<SyncFailure> failure = state.last().flatMap(SyncReport::failure);
    if (failure.filter(HealthChecks::isTooEarly).isPresent()) {
      return HealthCheckResult.ok("backend", failure.get().message());
    }
    if (failure.isPresent()) {
      return HealthCheckResult.not(
          "backend", failure.get().stage().text() + " failed: " + failure.get().message());
    }
    return state.last().isEmpty()
        ? HealthCheckResult.not("backend", "not asked yet")
        : HealthCheckResult.ok("backend");
  }

  private static HealthCheckResult sync(LoopState state) {
    if (standsBy(state)) {
      return HealthCheckResult.ok("sync", STANDING_BY);
    }
    if (state.problem().isPresent()) {
      return HealthCheckResult.not("sync", state.problem().get());
    }
    if (state.last().isEmpty()) {
      return HealthCheckResult.not("sync", "none has ended yet");
    }
    SyncReport last = state.last().get();
    if (last.refusal().isPresent()) {
      return HealthCheckResult.ok("sync", last.refusal().get().sentence());
    }
    if (state.frozen().isPresent()) {
      return HealthCheckResult.ok("sync", "frozen: " + state.frozen().get());
    }
    return last.succeeded() || last.failure().filter(HealthChecks::isTooEarly).isPresent()
        ? HealthCheckResult.ok("sync")
        : HealthCheckResult.not("sync", unfinished(last));
  }

  /** A change that came too early is no fault. */
  private static boolean isTooEarly(SyncFailure failure) {
    return failure.kind() == ErrorKind.NOT_YET;
  }

  private static String unfinished(SyncReport last) {
    if (last.planned().isEmpty()) {
      return "the fabric could not be read";
    }
    if (last.completeness() != Completeness.COMPLETE) {
      return "nothing is planned until the cluster is read whole";
    }
    long applied =
        last.outcomes().stream().filter(outcome -> outcome instanceof StepOutcome.Applied).count();
    return applied + " of " + last.outcomes().size() + " steps were applied";
  }
}
