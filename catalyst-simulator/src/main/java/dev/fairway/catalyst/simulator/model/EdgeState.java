package dev.fairway.catalyst.simulator.model;

import dev.fairway.catalyst.simulator.model.fabric.SeedEdge;
import dev.fairway.catalyst.simulator.model.traffic.RunningPolicy;
import java.util.Optional;

/** The state of an edge as something that templates are attached to. */
final class EdgeState implements ManagedDevice {

  private final String siteId;
  private final SeedEdge seed;
  private boolean managed;

  EdgeState(String siteId, SeedEdge seed) {
    this.siteId = siteId;
    this.seed = seed;
    this.managed = !seed.isSdRouting();
  }

  SeedEdge seed() {
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
    return siteId;
  }

  @Override
  public String personality() {
    return "vedge";
  }

  @Override
  public boolean online() {
    return seed.reachable();
  }

  @Override
  public boolean isManaged() {
    return managed;
  }

  @Override
  public void managed(boolean now) {
    managed = now;
  }

  @Override
  public void take(Optional<RunningPolicy> policy) {
    // Controllers tell the edges.
  }
}
