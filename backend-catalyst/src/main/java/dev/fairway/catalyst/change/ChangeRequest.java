package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.ManagedFabric;
import dev.fairway.catalyst.snapshot.SnapshotReader;
import dev.fairway.catalyst.snapshot.UnusedObjects;
import dev.fairway.catalyst.snapshot.UnusedObjects.ChangeEffects;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.BackendException;

/**
 * The request for one change.
 *
 * @param plan the plan of one owner
 * @param fabric the settings
 * @param profile the features and limits for which the fabric may be asked
 * @param wan the inventory
 * @param purge true where data policies of Fairway's without rules are deleted, too
 */
public record ChangeRequest(
    Plan plan, ManagedFabric fabric, TargetProfile profile, WanInventory wan, boolean purge) {

  PolicyCodec codec() {
    return new PolicyCodec(profile, wan);
  }

  ScopeCodec scopes() {
    return new ScopeCodec(fabric.vpns(), wan.siteIds());
  }

  DecodedSnapshot read(ManagerApi api) {
    return new SnapshotReader(plan.owner(), fabric, wan).read(api);
  }

  /**
   * The draft of the change.
   *
   * @throws BackendException of kind {@code UNSUPPORTED} or {@code REJECTED} where the plan cannot
   *     be carried out
   */
  ChangeDraft draft(DecodedSnapshot view) {
    PlanLimits.require(plan, profile);
    return new ChangeDraftBuilder(view, this).build();
  }

  /** The objects that are unused after these effects. */
  UnusedObjects unused(DecodedSnapshot view, ChangeEffects effects) {
    return new UnusedObjects(
        view.snapshot(), plan.owner(), fabric.vpns().numbers().keySet(), effects, purge);
  }
}
