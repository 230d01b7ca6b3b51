package dev.fairway.catalyst.change;

import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.picture.FabricView;
import dev.fairway.catalyst.picture.ManagedFabric;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.TargetProfile;

/**
 * What stands fast during one call.
 *
 * @param purge true where empty containers go
 */
record ChangeScene(
    Plan plan,
    ManagedFabric fabric,
    TargetProfile profile,
    PolicyCodec codec,
    ScopeCodec scopes,
    boolean purge) {

  ChangeDraft draft(FabricView view) {
    PlanLimits.require(plan, profile);
    return new ChangeDrafting(view, plan, codec, scopes, purge).draft();
  }

  Leavings leavings(FabricView view, Leavings.Done done) {
    return new Leavings(view, plan.owner(), fabric.vpns().numbers().keySet(), done);
  }
}
