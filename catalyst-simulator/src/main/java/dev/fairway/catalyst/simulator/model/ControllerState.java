package dev.fairway.catalyst.simulator.model;

import dev.fairway.catalyst.simulator.model.fabric.SeedController;
import dev.fairway.catalyst.simulator.model.traffic.RunningPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** The state of a controller: reachability, running policy, and pending push. */
final class ControllerState {

  private final SeedController seed;
  private boolean online;
  private Optional<RunningPolicy> running = Optional.empty();
  private Optional<Optional<RunningPolicy>> waiting = Optional.empty();

  ControllerState(SeedController seed) {
    this.seed = seed;
    this.online = seed.online();
  }

  SeedController seed() {
    return seed;
  }

  boolean online() {
    return online;
  }

  Optional<RunningPolicy> running() {
    return running;
  }

  boolean isManaged() {
    return seed.mode() != SeedController.Mode.CLI;
  }

  /** The id of its device template: all controllers of a sort share one. */
  String templateId() {
    String text = "template of controllers, " + seed.mode().configType();
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Takes a policy, or none; an offline one takes it when it is back. */
  void take(Optional<RunningPolicy> policy) {
    if (online) {
      running = policy;
      waiting = Optional.empty();
    } else {
      waiting = Optional.of(policy);
    }
  }

  void online(boolean now) {
    online = now;
    if (now && waiting.isPresent()) {
      take(waiting.get());
    }
  }

  /** Says what it runs, without a push. */
  void runs(RunningPolicy policy) {
    running = Optional.of(policy);
  }
}
