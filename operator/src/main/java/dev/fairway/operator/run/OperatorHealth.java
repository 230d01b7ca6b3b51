package dev.fairway.operator.run;

import dev.fairway.operator.live.LatestPass;
import dev.fairway.operator.live.RunningFairway;
import dev.fairway.operator.server.HealthLine;
import dev.fairway.runtime.loop.LoopState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How an operator is: put together anew at each look. Thread-safe. */
final class OperatorHealth {

  /** Three calls of two minutes each, and then some: no pass takes that long and lives. */
  private static final Duration STUCK = Duration.ofMinutes(10);

  private final LatestPass latest;
  private final SettingsWatch settings;
  private volatile Optional<RunningFairway> running = Optional.empty();
  private volatile Optional<Leadership> leadership = Optional.empty();
  private volatile String waitsFor = "the API server was not asked yet";
  private volatile List<NeededRight> missing = List.of();
  private volatile boolean ending;

  OperatorHealth(LatestPass latest, SettingsWatch settings) {
    this.latest = latest;
    this.settings = settings;
  }

  /** The API server cannot be worked with yet. */
  void waitsFor(String why) {
    waitsFor = why;
  }

  /** It runs on without these. */
  void lacks(List<NeededRight> rights) {
    missing = List.copyOf(rights);
  }

  /** It runs. */
  void runs(RunningFairway fairway, Leadership chosen) {
    leadership = Optional.of(chosen);
    running = Optional.of(fairway);
  }

  /** It ends. */
  void ends() {
    ending = true;
  }

  boolean leads() {
    return !ending && leadership.map(Leadership::leads).orElse(false);
  }

  /** Whether the process should be left alive. */
  List<HealthLine> alive() {
    HealthLine loop =
        running
            .map(RunningFairway::state)
            .filter(state -> state.phase() == LoopState.Phase.STOPPED)
            .flatMap(LoopState::problem)
            .map(broke -> HealthLine.not("loop", broke))
            .orElse(HealthLine.ok("loop"));
    HealthLine pass =
        latest
            .underWayFor()
            .filter(time -> time.compareTo(STUCK) > 0)
            .map(time -> HealthLine.not("pass", "under way for " + time.toMinutes() + " minutes"))
            .orElse(HealthLine.ok("pass"));
    return List.of(loop, pass);
  }

  /** Whether it does its work. */
  List<HealthLine> ready() {
    List<HealthLine> lines = new ArrayList<>();
    lines.add(ending ? HealthLine.not("process", "shuts down") : HealthLine.ok("process"));
    Optional<RunningFairway> fairway = running;
    if (fairway.isEmpty()) {
      lines.add(HealthLine.not("kubernetes", waitsFor));
    } else {
      lines.addAll(WorkLines.of(fairway.get()));
    }
    leadership.ifPresent(chosen -> lines.add(chosen.line()));
    lines.add(rights());
    lines.add(HealthLine.ok("settings", settings.note().orElse("")));
    return lines;
  }

  private HealthLine rights() {
    return HealthLine.ok(
        "rights",
        missing.isEmpty()
            ? ""
            : "but it may not "
                + String.join(", ", missing.stream().map(NeededRight::text).toList()));
  }
}
