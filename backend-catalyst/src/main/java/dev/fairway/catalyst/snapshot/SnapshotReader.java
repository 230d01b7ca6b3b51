package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.wan.WanInventory;

/**
 * Looks at a Manager for one owner. Only reads: two requests, one for each container that is in
 * force, and one more where a container is not where it should be. Keeps nothing between two looks.
 */
public final class SnapshotReader {

  private final OwnerId owner;
  private final ManagedFabric fabric;
  private final WanInventory wan;

  /**
   * A reader.
   *
   * @param owner whose rules are "mine"
   * @param fabric what the settings say
   * @param wan the fabric whose edges the rules are decoded for
   */
  public SnapshotReader(OwnerId owner, ManagedFabric fabric, WanInventory wan) {
    this.owner = owner;
    this.fabric = fabric;
    this.wan = wan;
  }

  /**
   * Looks.
   *
   * @throws dev.fairway.catalyst.client.ManagerException where the Manager does not answer, or
   *     answers what cannot be read
   */
  public DecodedSnapshot read(ManagerApi calls) {
    SegmentDataPolicyNames names = new SegmentDataPolicyNames(fabric.vpns());
    PolicySnapshot picture =
        new DatabaseReading(calls, names).read(fabric.vpns().numbers().keySet());
    return viewOf(picture);
  }

  /** What a picture means. Pure. */
  public DecodedSnapshot viewOf(PolicySnapshot picture) {
    return new SnapshotDecoder(owner, fabric, wan, picture).view();
  }
}
