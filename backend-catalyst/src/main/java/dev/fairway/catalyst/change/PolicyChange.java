package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.ManagedFabric;
import dev.fairway.catalyst.snapshot.SnapshotReader;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import java.util.Optional;

/**
 * Brings plans of one owner into force on one Manager: one edit of something in force for each
 * plan, one push, and no moment with less in force than before and after. Remembers when it last
 * pushed and what controllers refused; everything else stands on the Manager, so a change that is
 * cut off at any request is finished by the next one. One call at a time.
 */
public final class PolicyChange {

  private final OwnerId owner;
  private final ManagedFabric fabric;
  private final PushTiming pace;
  private final ManagerClock clock;
  private final PushThrottle memory;

  /**
   * Changes for an owner.
   *
   * @param fabric what the settings say
   * @param clock the time that pushes and pauses take
   */
  public PolicyChange(OwnerId owner, ManagedFabric fabric, PushTiming pace, ManagerClock clock) {
    this.owner = owner;
    this.fabric = fabric;
    this.pace = pace;
    this.clock = clock;
    this.memory = new PushThrottle(pace, clock);
  }

  /**
   * Carries out a plan.
   *
   * @param reader looks at the Manager for the same owner
   * @param calls requests within this call of the host
   * @param profile what the fabric may be asked for
   * @param wan the fabric
   * @return one outcome for each step, in their order
   * @throws BackendException only where nothing was written, or where the plan is empty and what
   *     was unfinished still is
   */
  public ApplyReport apply(
      Plan plan,
      SnapshotReader reader,
      ManagerApi calls,
      CallContext call,
      TargetProfile profile,
      WanInventory wan) {
    return carryOut(plan, reader, calls, call, profile, wan, false);
  }

  /**
   * Carries out a plan that leaves none of the owner's rules, and takes away what held them, as far
   * as it is empty then. A policy of Fairway's own with nothing else in it is deactivated: the one
   * deactivation that there is.
   *
   * @throws BackendException as {@link #apply}
   */
  public ApplyReport purge(
      Plan plan,
      SnapshotReader reader,
      ManagerApi calls,
      CallContext call,
      TargetProfile profile,
      WanInventory wan) {
    return carryOut(plan, reader, calls, call, profile, wan, true);
  }

  private ApplyReport carryOut(
      Plan plan,
      SnapshotReader reader,
      ManagerApi calls,
      CallContext call,
      TargetProfile profile,
      WanInventory wan,
      boolean purge) {
    PolicyCodec codec = new PolicyCodec(profile, wan);
    ScopeCodec scopes = new ScopeCodec(fabric.vpns(), wan.siteIds());
    ChangeRequest scene = new ChangeRequest(plan, fabric, profile, codec, scopes, purge);
    return new PlanExecution(scene, reader, calls, call, clock, pace, memory).run();
  }

  /**
   * The name of the policy that a purge would deactivate; empty where it deactivates none, because
   * the active one is somebody else's, or something else than the owner's rules stands in it.
   */
  public Optional<String> purgeConfirmation(DecodedSnapshot view) {
    return PolicyDeactivation.needed(view, owner)
        ? Optional.of(CatalystNames.POLICY)
        : Optional.empty();
  }
}
