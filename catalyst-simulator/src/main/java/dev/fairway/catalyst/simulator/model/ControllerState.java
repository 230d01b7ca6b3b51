package dev.fairway.catalyst.simulator.model;

import dev.fairway.catalyst.simulator.model.fabric.SeedController;
import dev.fairway.catalyst.simulator.model.traffic.RunningPolicy;
import java.util.Optional;

/** The state of a controller: reachability, running policy, and pending push. */
final class ControllerState implements ManagedDevice {

  private final SeedController seed;
  private boolean online;
  private boolean managed;
  private Optional<RunningPolicy> running = Optional.empty();
  private Optional<Optional<RunningPolicy>> waiting = Optional.empty();

  ControllerState(SeedController seed) {
    this.seed = seed;
    this.online = seed.online();
    this.managed = seed.mode() != SeedController.Mode.CLI;
  }

  SeedController seed() {
    return seed;
  }

  @Override
  public String uuid() {
    return seed.uuid();
  }

  @Override
  public String hostName() {
    return seed.hostName();
  }

  @Override
  public String systemIp() {
    return seed.systemIp();
  }

  @Override
  public String siteId() {
    return DeviceJson.CONTROLLER_SITE;
  }

  @Override
  public String personality() {
    return "vsmart";
  }

  @Override
  public boolean online() {
    return online;
  }

  Optional<RunningPolicy> running() {
    return running;
  }

  @Override
  public boolean isManaged() {
    return managed;
  }

  @Override
  public void managed(boolean now) {
    managed = now;
  }

  /** Takes a policy, or none; an offline one takes it when it is back. */
  @Override
  public void take(Optional<RunningPolicy> policy) {
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
