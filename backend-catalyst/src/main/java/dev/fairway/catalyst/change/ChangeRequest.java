package dev.fairway.catalyst.change;

import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.ManagedFabric;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.TargetProfile;

/**
 * What stands fast during one call.
 *
 * @param purge true where empty containers go
 */
record ChangeRequest(
    Plan plan,
    ManagedFabric fabric,
    TargetProfile profile,
    PolicyCodec codec,
    ScopeCodec scopes,
    boolean purge) {

  ChangeDraft draft(DecodedSnapshot view) {
    PlanLimits.require(plan, profile);
    return new ChangeDraftBuilder(view, plan, codec, scopes, purge).draft();
  }

  UnusedObjects leavings(DecodedSnapshot view, UnusedObjects.Done done) {
    return new UnusedObjects(view, plan.owner(), fabric.vpns().numbers().keySet(), done, purge);
  }
}
