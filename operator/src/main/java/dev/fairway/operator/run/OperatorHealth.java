package dev.fairway.operator.run;

import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.status.StatusState;
import dev.fairway.k8s.watch.WatchState;
import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.server.HealthCheckResult;
import dev.fairway.runtime.Drift;
import dev.fairway.runtime.OtherWriter;
import dev.fairway.runtime.SyncFailure;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.StepOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The health of an operator, for its probes. Thread-safe. */
final class OperatorHealth {

  /** A change of twelve minutes, the reads before it, and then some: no sync takes longer. */
  private static final Duration STUCK = Duration.ofMinutes(20);

  /** The time after which a status that cannot be written is a fault. */
  private static final Duration UNWRITTEN = Duration.ofMinutes(1);

  private static final String STANDING_BY = "standing by";

  private final LatestSync latest;
  private final SettingsWatch settings;
  private final LongSupplier nanoClock;
  private OptionalLong dueSince = OptionalLong.empty();
  private volatile Optional<FairwayInstance> running = Optional.empty();
  private volatile Optional<LeaseWatch> lease = Optional.empty();
  private volatile Optional<LeaderElection> election = Optional.empty();
  private volatile String waitsFor = "the API server was not asked yet";
  private volatile List<RequiredPermission> missing = List.of();
  private volatile boolean ending;

  OperatorHealth(LatestSync latest, SettingsWatch settings, LongSupplier nanoClock) {
    this.latest = latest;
    this.settings = settings;
    this.nanoClock = nanoClock;
  }

  /** Sets why the API server cannot be worked with yet. */
  void waitsFor(String problem) {
    waitsFor = problem;
  }

  /** Sets the permissions that the process runs without. */
  void lacks(List<RequiredPermission> permissions) {
    missing = List.copyOf(permissions);
  }

  /** Sets what tells whether the fabric is frozen. */
  void follows(LeaseWatch watch) {
    lease = Optional.of(watch);
  }

  /** Sets what runs from now on. */
  void runs(FairwayInstance instance, LeaderElection elected) {
    election = Optional.of(elected);
    running = Optional.of(instance);
  }

  /** Sets that the process ends. */
  void ends() {
    ending = true;
  }

  boolean leads() {
    return !ending && election.map(LeaderElection::leads).orElse(false);
  }

  /** The liveness checks: whether the process should be left alive. */
  List<HealthCheckResult> alive() {
    Optional<LoopState> state = running.map(FairwayInstance::state);
    return List.of(
        state.map(this::loop).orElse(HealthCheckResult.ok("loop")),
        // A sync that broke never ended; what counts is whether one is under way.
        state
            .filter(now -> now.phase() == LoopState.Phase.SYNCING)
            .flatMap(now -> latest.underWayFor())
            .filter(OperatorHealth::isTooLong)
            .map(
                time ->
                    HealthCheckResult.not("sync", "under way for " + time.toMinutes() + " minutes"))
            .orElse(HealthCheckResult.ok("sync")));
  }

  private HealthCheckResult loop(LoopState state) {
    Optional<Duration> due = dueFor(state);
    if (state.phase() == LoopState.Phase.STOPPED && state.problem().isPresent()) {
      return HealthCheckResult.not("loop", state.problem().get());
    }
    return due.filter(OperatorHealth::isTooLong)
        .map(
            time ->
                HealthCheckResult.not(
                    "loop",
                    "a sync is due for " + time.toMinutes() + " minutes and does not begin"))
        .orElse(HealthCheckResult.ok("loop"));
  }

  /**
   * The time for which a sync has been due at every check. The loop's thread does more than syncs,
   * and a backend that blocks it there shows in no sync.
   */
  private synchronized Optional<Duration> dueFor(LoopState state) {
    long now = nanoClock.getAsLong();
    boolean due =
        state.phase() == LoopState.Phase.WAITING
            && state.nextIn().filter(Duration::isZero).isPresent();
    dueSince = due ? OptionalLong.of(dueSince.orElse(now)) : OptionalLong.empty();
    return due ? Optional.of(Duration.ofNanos(now - dueSince.orElse(now))) : Optional.empty();
  }

  private static boolean isTooLong(Duration time) {
    return time.compareTo(STUCK) > 0;
  }

  /** The readiness checks: whether the process does its work. */
  List<HealthCheckResult> ready() {
    List<HealthCheckResult> lines = new ArrayList<>();
    lines.add(
        ending ? HealthCheckResult.not("process", "shuts down") : HealthCheckResult.ok("process"));
    Optional<FairwayInstance> instance = running;
    if (instance.isEmpty()) {
      lines.add(HealthCheckResult.not("kubernetes", waitsFor));
    } else {
      lines.addAll(checks(instance.get()));
      writers(instance.get().state()).ifPresent(lines::add);
    }
    lease.ifPresent(watch -> lines.add(watch.health()));
    election.ifPresent(elected -> lines.add(elected.health()));
    lines.add(rights());
    lines.add(HealthCheckResult.ok("settings", settings.note().orElse("")));
    return lines;
  }

  private HealthCheckResult rights() {
    return HealthCheckResult.ok(
        "rights",
        missing.isEmpty()
            ? ""
            : "but it may not "
                + String.join(", ", missing.stream().map(RequiredPermission::text).toList()));
  }

  /** The checks of the cluster, the backend and the syncs of a running instance. */
  private static List<HealthCheckResult> checks(FairwayInstance running) {
    LoopState state = running.state();
    return List.of(
        kubernetes(running.watches(), state),
        backend(state),
        sync(state),
        safety(state),
        status(running));
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

  /** What is held back waits by design, and never makes the process unready. */
  private static HealthCheckResult safety(LoopState state) {
    return HealthCheckResult.ok(
        "safety", standsBy(state) ? "" : state.last().map(HoldText::of).orElse(""));
  }

  /**
   * The check of the statuses: one that cannot be written for a minute leaves an old condition as
   * it was. Until then it is not known to last: an API server that starts refuses what is right.
   */
  private static HealthCheckResult status(FairwayInstance running) {
    StatusState status = running.status();
    if (status.oldestFailing().isEmpty()) {
      return HealthCheckResult.ok("status", contested(status.contested()));
    }
    long seconds = status.oldestFailing().get().toSeconds();
    String waiting =
        status.waiting() == 1
            ? "1 status could not be written for " + seconds + " s"
            : status.waiting() + " statuses wait, one could not be written for " + seconds + " s";
    return status.oldestFailing().get().compareTo(UNWRITTEN) < 0
        ? HealthCheckResult.ok("status", waiting + ", and is tried again")
        : HealthCheckResult.not(
            "status",
            waiting
                + ", so that conditions are older than what is in force: "
                + status.problem().orElse("no request succeeds"));
  }

  private static String contested(int services) {
    return services == 0
        ? ""
        : "another writer removes or changes Fairway's conditions again and again, of "
            + services
            + (services == 1 ? " Service" : " Services")
            + ": their Event StatusOverwritten says more";
  }

  /** Other processes of the same owner; the policy converges all the same, so all is well. */
  private static Optional<HealthCheckResult> writers(LoopState state) {
    List<OtherWriter> others = state.last().map(SyncReport::otherWriters).orElse(List.of());
    return others.isEmpty() || standsBy(state)
        ? Optional.empty()
        : Optional.of(
            HealthCheckResult.ok(
                "writers",
                "but another process writes for the same owner: "
                    + others.stream().map(OtherWriter::text).collect(Collectors.joining("; "))));
  }

  private static boolean standsBy(LoopState state) {
    return state.phase() == LoopState.Phase.STANDBY;
  }

  private static HealthCheckResult backend(LoopState state) {
    if (standsBy(state)) {
      return HealthCheckResult.ok("backend", STANDING_BY);
    }
    Optional<SyncFailure> failure = state.last().flatMap(SyncReport::failure);
    if (failure.filter(OperatorHealth::isTooEarly).isPresent()) {
      return HealthCheckResult.ok("backend", failure.get().message());
    }
    if (failure.isPresent()) {
      return HealthCheckResult.not(
          "backend", failure.get().stage().text() + " failed: " + failure.get().message());
    }
    if (state.last().isEmpty()) {
      return HealthCheckResult.not("backend", "not asked yet");
    }
    return state.look().current() ? HealthCheckResult.ok("backend") : unseen(state);
  }

  /** What is in force has not been seen for long, or was contradicted. */
  private static HealthCheckResult unseen(LoopState state) {
    String seen =
        state
            .look()
            .age()
            .map(age -> "what is in force was last seen " + age.toSeconds() + " s ago")
            .orElse("what is in force was not seen yet");
    return state.phase() == LoopState.Phase.SYNCING
        ? HealthCheckResult.ok("backend", seen + ", a sync is under way")
        : HealthCheckResult.not("backend", seen);
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
    if (last.mendIn().isPresent()) {
      return HealthCheckResult.ok("sync", last.drift().map(OperatorHealth::contested).orElse(""));
    }
    if (state.frozen().isPresent()) {
      return HealthCheckResult.ok("sync", "frozen: " + state.frozen().get());
    }
    return last.succeeded() || last.failure().filter(OperatorHealth::isTooEarly).isPresent()
        ? HealthCheckResult.ok("sync")
        : HealthCheckResult.not("sync", unfinished(last));
  }

  private static String contested(Drift drift) {
    return drift.sentence() + drift.advice().map(advice -> "; " + advice).orElse("");
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
