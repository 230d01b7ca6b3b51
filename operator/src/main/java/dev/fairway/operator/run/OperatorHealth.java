package dev.fairway.operator.run;

import dev.fairway.operator.instance.FairwayInstance;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.server.HealthCheckResult;
import dev.fairway.runtime.loop.LoopState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How an operator is: put together anew at each look. Thread-safe. */
final class OperatorHealth {

  /** A change of twelve minutes, the looks before it, and then some: no pass takes longer. */
  private static final Duration STUCK = Duration.ofMinutes(20);

  private final LatestSync latest;
  private final SettingsWatch settings;
  private final LongSupplier nanoClock;
  private OptionalLong dueSince = OptionalLong.empty();
  private volatile Optional<FairwayInstance> running = Optional.empty();
  private volatile Optional<LeaderElection> leadership = Optional.empty();
  private volatile String waitsFor = "the API server was not asked yet";
  private volatile List<RequiredPermission> missing = List.of();
  private volatile boolean ending;

  OperatorHealth(LatestSync latest, SettingsWatch settings, LongSupplier nanoClock) {
    this.latest = latest;
    this.settings = settings;
    this.nanoClock = nanoClock;
  }

  /** The API server cannot be worked with yet. */
  void waitsFor(String why) {
    waitsFor = why;
  }

  /** It runs on without these. */
  void lacks(List<RequiredPermission> rights) {
    missing = List.copyOf(rights);
  }

  /** It runs. */
  void runs(FairwayInstance fairway, LeaderElection chosen) {
    leadership = Optional.of(chosen);
    running = Optional.of(fairway);
  }

  /** It ends. */
  void ends() {
    ending = true;
  }

  boolean leads() {
    return !ending && leadership.map(LeaderElection::leads).orElse(false);
  }

  /** Whether the process should be left alive. */
  List<HealthCheckResult> alive() {
    Optional<LoopState> state = running.map(FairwayInstance::state);
    return List.of(
        state.map(this::loop).orElse(HealthCheckResult.ok("loop")),
        // A pass that broke never ended; what counts is whether one is being made.
        state
            .filter(now -> now.phase() == LoopState.Phase.SYNCING)
            .flatMap(now -> latest.underWayFor())
            .filter(OperatorHealth::isTooLong)
            .map(
                time ->
                    HealthCheckResult.not("pass", "under way for " + time.toMinutes() + " minutes"))
            .orElse(HealthCheckResult.ok("pass")));
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
                    "a pass is due for " + time.toMinutes() + " minutes and does not begin"))
        .orElse(HealthCheckResult.ok("loop"));
  }

  /**
   * For how long a pass has been due at every look. Its thread does more than make passes, and a
   * backend that keeps it there shows in no pass.
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

  /** Whether it does its work. */
  List<HealthCheckResult> ready() {
    List<HealthCheckResult> lines = new ArrayList<>();
    lines.add(
        ending ? HealthCheckResult.not("process", "shuts down") : HealthCheckResult.ok("process"));
    Optional<FairwayInstance> fairway = running;
    if (fairway.isEmpty()) {
      lines.add(HealthCheckResult.not("kubernetes", waitsFor));
    } else {
      lines.addAll(HealthChecks.of(fairway.get()));
    }
    leadership.ifPresent(chosen -> lines.add(chosen.line()));
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
}
