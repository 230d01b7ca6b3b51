package dev.fairway.catalyst;

import dev.fairway.catalyst.change.PolicyChange;
import dev.fairway.catalyst.change.PushTiming;
import dev.fairway.catalyst.client.ConnectionOptions;
import dev.fairway.catalyst.client.ManagerClient;
import dev.fairway.catalyst.client.ManagerClock;
import dev.fairway.catalyst.snapshot.ManagedFabric;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.SdwanBackendProvider;
import dev.fairway.spi.SettingKey;
import java.util.List;

/** The provider of backends for Managers. Immutable. */
public final class CatalystBackendProvider implements SdwanBackendProvider {

  private final ManagerClock clock;

  /** A provider on the machine's clock. */
  public CatalystBackendProvider() {
    this(ManagerClock.system());
  }

  /** A provider on another clock: for simulated Managers. */
  public CatalystBackendProvider(ManagerClock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "catalyst";
  }

  @Override
  public String description() {
    return "Cisco Catalyst SD-WAN Manager: classic centralized data policy, beside what people"
        + " wrote";
  }

  @Override
  public List<SettingKey> settings() {
    return CatalystSettingKeys.ALL;
  }

  @Override
  public SdwanBackend open(BackendSettings settings, OwnerId owner) {
    ConnectionOptions options = ConnectionSettings.read(settings);
    ManagedFabric fabric = FabricSettings.read(settings);
    PushTiming timing = FabricSettings.pushTiming(settings);
    return new CatalystBackend(
        owner,
        fabric,
        fabric.profile(),
        new ManagerClient(options, clock),
        new PolicyChange(owner, timing, clock));
  }
}
