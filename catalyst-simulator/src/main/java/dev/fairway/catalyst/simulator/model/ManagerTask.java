package dev.fairway.catalyst.simulator.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A task of the Manager, which takes time. */
final class ManagerTask {

  private final String id;
  private final String action;
  private final String user;
  private final Instant started;
  private final Instant visible;
  private final Instant ends;
  private final List<ManagedDevice> targets;
  private final Function<Instant, PushTaskResult> finish;
  private Optional<PushTaskResult> verdict = Optional.empty();

  ManagerTask(
      String id,
      String action,
      String user,
      Instant started,
      Instant visible,
      Instant ends,
      List<? extends ManagedDevice> targets,
      Function<Instant, PushTaskResult> finish) {
    this.id = id;
    this.action = action;
    this.user = user;
    this.started = started;
    this.visible = visible;
    this.ends = ends;
    this.targets = List.copyOf(targets);
    this.finish = finish;
  }

  String id() {
    return id;
  }

  String action() {
    return action;
  }

  String user() {
    return user;
  }

  Instant started() {
    return started;
  }

  Instant ends() {
    return ends;
  }

  List<ManagedDevice> targets() {
    return targets;
  }

  boolean isVisible(Instant now) {
    return !now.isBefore(visible);
  }

  boolean isRunning() {
    return verdict.isEmpty();
  }

  Optional<PushTaskResult> verdict() {
    return verdict;
  }

  /** Ends it before its time, without any effect. */
  void cancel(PushTaskResult cancelled) {
    verdict = Optional.of(cancelled);
  }

  /** Brings it to its end, once. */
  void end() {
    verdict = Optional.of(finish.apply(ends));
  }
}
