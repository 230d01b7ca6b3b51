package dev.fairway.runtime.safety;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.mock.FabricSpec;
import dev.fairway.mock.MockFabric;
import dev.fairway.runtime.Shop;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.List;

/** A mock fabric whose inventory and profile may be told otherwise than they are. */
final class ToldFabric implements SdwanBackend {

  private final MockFabric fabric;
  private final SdwanBackend backend;
  private WanInventory inventory = Shop.wan();
  private TargetProfile profile;

  ToldFabric(Commit commit) {
    profile = TargetProfile.unlimited(commit);
    fabric = new MockFabric(new FabricSpec(Shop.wan(), profile, List.of()));
    backend = fabric.backend(Shop.OWNER);
  }

  MockFabric fabric() {
    return fabric;
  }

  void tell(WanInventory other) {
    inventory = other;
  }

  void tell(TargetProfile other) {
    profile = other;
  }

  TargetProfile profile() {
    return profile;
  }

  WanInventory told() {
    return inventory;
  }

  /** The inventory with the first half of the sites alone, and their networks. */
  static WanInventory halfOf(WanInventory whole) {
    var site = whole.sites().get(0);
    return new WanInventory(
        List.of(site),
        whole.networks().stream()
            .filter(network -> network.site().filter(site.id()::equals).isPresent())
            .toList(),
        List.of(),
        whole.routed());
  }

  @Override
  public WanSnapshot inventory(CallContext call) {
    backend.inventory(call);
    return new WanSnapshot(inventory, profile, Duration.ZERO, List.of());
  }

  @Override
  public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
    return backend.observe(wan, call);
  }

  @Override
  public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
    return backend.apply(plan, wan, call);
  }

  @Override
  public void close() {
    backend.close();
  }
}
