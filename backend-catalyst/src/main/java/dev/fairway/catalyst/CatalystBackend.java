package dev.fairway.catalyst;

import dev.fairway.catalyst.change.PolicyChange;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerClient;
import dev.fairway.catalyst.snapshot.FabricInventory;
import dev.fairway.catalyst.snapshot.InventoryReader;
import dev.fairway.catalyst.snapshot.ManagedFabric;
import dev.fairway.catalyst.snapshot.PathCheck;
import dev.fairway.catalyst.snapshot.Placement;
import dev.fairway.catalyst.snapshot.SnapshotReader;
import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One owner's view of a fabric behind a Manager. Remembers the last inventory, because what a rule
 * looks like there depends on how tunnels are wrapped. One call at a time; {@link #close} from any
 * thread.
 */
final class CatalystBackend implements SdwanBackend {

  private final OwnerId owner;
  private final ManagerClient client;
  private final InventoryReader inventory;
  private final SnapshotReader pictures;
  private final PolicyChange change;
  private final TargetProfile profile;
  private Optional<FabricInventory> last = Optional.empty();

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
    this.profile = profile;
    this.client = client;
    this.change = change;
    this.inventory = new InventoryReader(fabric);
    this.pictures = new SnapshotReader(owner, fabric, this::known);
  }

  private WanInventory known() {
    return last.map(reading -> reading.wan().inventory()).orElse(WanInventory.EMPTY);
  }

  @Override
  public WanSnapshot inventory(CallContext call) {
    return asking(
        call,
        calls -> {
          WanSnapshot wan = read(calls).wan();
          List<Diagnostic> diagnostics = new ArrayList<>(wan.diagnostics());
          if (pictures.read(calls).placement() instanceof Placement.Refused refused) {
            diagnostics.add(InventoryReader.unmanageable(refused.why()));
          }
          return new WanSnapshot(wan.inventory(), profile, wan.age(), diagnostics);
        });
  }

  private FabricInventory read(ManagerApi calls) {
    FabricInventory reading = inventory.read(calls);
    last = Optional.of(reading);
    return reading;
  }

  @Override
  public ObservedPolicy observe(CallContext call) {
    return asking(call, calls -> pictures.read(calls).observed());
  }

  @Override
  public ApplyReport apply(Plan plan, CallContext call) {
    return asking(
        call,
        calls -> {
          WanInventory wan = withPaths(plan, calls);
          return change.apply(plan, pictures, calls, call, profile, wan);
        });
  }

  @Override
  public ApplyReport purge(Plan plan, CallContext call) {
    return asking(
        call,
        calls -> {
          WanInventory wan = manageable(calls);
          return change.purge(plan, pictures, calls, call, profile, wan);
        });
  }

  @Override
  public Optional<String> purgeConfirmation(CallContext call) {
    return asking(call, calls -> change.purgeConfirmation(pictures.read(calls)));
  }

  /**
   * The fabric, where nothing of the plan would drop its traffic from the start. What was seen down
   * a while ago is looked at again before a plan is refused.
   */
  private WanInventory withPaths(Plan plan, ManagerApi calls) {
    WanInventory wan = manageable(calls);
    if (PathCheck.usable(wan, plan).isEmpty()) {
      return wan;
    }
    read(calls);
    WanInventory now = manageable(calls);
    List<String> missing = PathCheck.usable(now, plan);
    if (!missing.isEmpty()) {
      throw new BackendException(ErrorKind.UNSUPPORTED, String.join("; ", missing));
    }
    return now;
  }

  /** The fabric, where rules may be written at all. */
  private WanInventory manageable(ManagerApi calls) {
    FabricInventory reading = last.orElseGet(() -> read(calls));
    if (reading.unmanageable().isPresent()) {
      throw new BackendException(ErrorKind.UNSUPPORTED, reading.unmanageable().get());
    }
    return reading.wan().inventory();
  }

  private <T> T asking(CallContext call, Function<ManagerApi, T> question) {
    return question.apply(client.within(call));
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
