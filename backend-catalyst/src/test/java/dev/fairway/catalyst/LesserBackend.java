package dev.fairway.catalyst;

import dev.fairway.catalyst.change.PolicyChange;
import dev.fairway.catalyst.client.ManagerClient;
import dev.fairway.catalyst.picture.ManagedFabric;
import dev.fairway.catalyst.picture.PictureReader;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanReading;

/** A backend whose fabric is trusted with less than its settings can say. */
final class LesserBackend implements SdwanBackend {

  private final SdwanBackend whole;
  private final ManagerClient client;
  private final PolicyChange change;
  private final PictureReader reader;
  private final TargetProfile less;
  private WanInventory wan = WanInventory.EMPTY;

  LesserBackend(
      OwnerId owner,
      SdwanBackend whole,
      ManagerClient client,
      ManagedFabric fabric,
      PolicyChange change,
      TargetProfile less) {
    this.whole = whole;
    this.client = client;
    this.change = change;
    this.reader = new PictureReader(owner, fabric, () -> wan);
    this.less = less;
  }

  @Override
  public WanReading inventory(CallContext call) {
    WanReading reading = whole.inventory(call);
    wan = reading.inventory();
    return new WanReading(wan, less, reading.age(), reading.diagnostics());
  }

  @Override
  public ObservedPolicy observe(CallContext call) {
    inventory(call);
    return reader.read(client.within(call)).observed();
  }

  @Override
  public ApplyReport apply(Plan plan, CallContext call) {
    return change.apply(plan, reader, client.within(call), call, less, wan);
  }

  @Override
  public void close() {
    whole.close();
  }
}
