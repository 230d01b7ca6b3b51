package dev.fairway.catalyst;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanReading;

/** A backend whose fabric is trusted with less than its settings can say. */
record LesserBackend(SdwanBackend whole, TargetProfile less) implements SdwanBackend {

  @Override
  public WanReading inventory(CallContext call) {
    WanReading reading = whole.inventory(call);
    return new WanReading(reading.inventory(), less, reading.age(), reading.diagnostics());
  }

  @Override
  public ObservedPolicy observe(CallContext call) {
    return whole.observe(call);
  }

  @Override
  public ApplyReport apply(Plan plan, CallContext call) {
    return whole.apply(plan, call);
  }

  @Override
  public void close() {
    whole.close();
  }
}
