package dev.fairway.mock;

import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.WanInventory;
import java.util.List;

/**
 * The initial state of a mock fabric.
 *
 * @param inventory its sites, networks, tunnels and service functions
 * @param profile what it can express; commits {@link Commit#WHOLE_PLAN} or {@link Commit#PER_STEP}
 * @param foreign the rules that Fairway did not write, in their order
 */
public record FabricSpec(
    WanInventory inventory, TargetProfile profile, List<MockForeignRule> foreign) {

  /** Copies; refuses a way to commit that the mock cannot play. */
  public FabricSpec {
    foreign = List.copyOf(foreign);
    if (profile.commit() == Commit.PER_SITE) {
      throw new IllegalArgumentException("the mock fabric does not commit site by site");
    }
  }

  /** The same fabric with another profile. */
  public FabricSpec withProfile(TargetProfile other) {
    return new FabricSpec(inventory, other, foreign);
  }
}
