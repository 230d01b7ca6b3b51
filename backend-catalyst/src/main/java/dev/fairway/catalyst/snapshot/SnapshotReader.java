package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.wan.WanInventory;
import java.util.function.Supplier;

/**
 * Looks at a Manager for one owner. Only reads: two requests, one for each container that is in
 * force, and one more where a container is not where it should be. Keeps nothing between two looks.
 */
public final class SnapshotReader {

  private final OwnerId owner;
  private final ManagedFabric fabric;
  private final Supplier<WanInventory> wan;

  /**
   * A reader.
   *
   * @param owner whose rules are "mine"
   * @param fabric what the settings say
   * @param wan what is known of the fabric by now; {@link WanInventory#EMPTY} where nothing is
   */
  public SnapshotReader(OwnerId owner, ManagedFabric fabric, Supplier<WanInventory> wan) {
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
    return new SnapshotDecoder(owner, fabric, wan.get(), picture).view();
  }
}
