package dev.fairway.catalyst;

import dev.fairway.catalyst.change.ChangeRequest;
import dev.fairway.catalyst.change.PolicyChange;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerClient;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.snapshot.InventoryReader;
import dev.fairway.catalyst.snapshot.ManagedFabric;
import dev.fairway.catalyst.snapshot.PathCheck;
import dev.fairway.catalyst.snapshot.SnapshotReader;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * The backend of one owner on a fabric behind a Manager. What a rule looks like there depends on
 * which encapsulations the edges have, so every call takes the inventory as an argument. One call
 * at a time; {@link #close} from any thread.
 */
final class CatalystBackend implements SdwanBackend {

  private final OwnerId owner;
  private final ManagedFabric fabric;
  private final ManagerClient client;
  private final InventoryReader inventory;
  private final PolicyChange change;
  private final TargetProfile profile;

  /**
   * A backend.
   *
   * @param profile what the fabric may be asked for
   */
  CatalystBackend(
      OwnerId owner,
      ManagedFabric fabric,
      TargetProfile profile,
      ManagerClient client,
      PolicyChange change) {
    this.owner = owner;
    this.fabric = fabric;
    this.profile = profile;
    this.client = client;
    this.change = change;
    this.inventory = new InventoryReader(fabric);
  }

  @Override
  public WanSnapshot inventory(CallContext call) {
    WanSnapshot wan = inventory.read(client.within(call));
    return new WanSnapshot(wan.inventory(), profile, wan.age(), wan.diagnostics());
  }

  @Override
  public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
    DecodedSnapshot view = reader(wan.inventory()).observe(client.within(call));
    change.observed(view);
    return view.observed();
  }

  /** Two requests. False after a change of this backend, until the next observation. */
  @Override
  public boolean isAt(Revision since, WanSnapshot wan, CallContext call) {
    return SnapshotReader.isAt(since, client.within(call));
  }

  @Override
  public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
    ManagerApi api = client.within(call);
    WanInventory usable = withPaths(plan, wan, api);
    return change.apply(new ChangeRequest(plan, fabric, profile, usable, false), api, call);
  }

  @Override
  public ApplyReport purge(Plan plan, WanSnapshot wan, CallContext call) {
    ChangeRequest request = new ChangeRequest(plan, fabric, profile, manageable(wan), true);
    return change.apply(request, client.within(call), call);
  }

  @Override
  public Optional<String> purgeConfirmation(WanSnapshot wan, CallContext call) {
    return change.purgeConfirmation(reader(wan.inventory()).read(client.within(call)));
  }

  private SnapshotReader reader(WanInventory wan) {
    return new SnapshotReader(owner, fabric, wan);
  }

  /**
   * The inventory, where no rule of the plan would drop its traffic from the start. A colour that
   * was down a while ago is read again before a plan is refused.
   */
  private WanInventory withPaths(Plan plan, WanSnapshot wan, ManagerApi api) {
    WanInventory known = manageable(wan);
    if (PathCheck.usable(known, plan).isEmpty()) {
      return known;
    }
    WanInventory now = manageable(inventory.read(api));
    List<String> missing = PathCheck.usable(now, plan);
    if (!missing.isEmpty()) {
      throw new BackendException(ErrorKind.UNSUPPORTED, String.join("; ", missing));
    }
    return now;
  }

  /** The inventory, where rules may be written at all. */
  private static WanInventory manageable(WanSnapshot wan) {
    Optional<String> why = InventoryReader.unmanageable(wan);
    if (why.isPresent()) {
      throw new BackendException(ErrorKind.UNSUPPORTED, why.get());
    }
    return wan.inventory();
  }

  @Override
  public void close() {
    client.close();
  }

  /** No setting and no secret. */
  @Override
  public String toString() {
    return "CatalystBackend[" + owner + "]";
  }
}
