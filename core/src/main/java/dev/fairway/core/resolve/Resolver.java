package dev.fairway.core.resolve;

import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.wan.WanInventory;

/** Holds what was read against the WAN and the target. */
public final class Resolver {

  private Resolver() {}

  /** The fleet, resolved. */
  public static ResolvedFleet resolve(
      FleetSnapshot fleet, WanInventory wan, TargetProfile profile) {
    throw new UnsupportedOperationException();
  }
}
