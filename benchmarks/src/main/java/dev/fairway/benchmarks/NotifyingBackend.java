package dev.fairway.benchmarks;

import dev.fairway.core.net.Flow;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.Revision;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.util.Optional;

/** A decorator of a backend that counts completed writes to the fabric. */
record NotifyingBackend(SdwanBackend backend, EventCounter written) implements SdwanBackend {

  @Override
  public WanSnapshot inventory(CallContext call) {
    return backend.inventory(call);
  }

  @Override
  public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
    return backend.observe(wan, call);
  }

  @Override
  public boolean isAt(Revision since, WanSnapshot wan, CallContext call) {
    return backend.isAt(since, wan, call);
  }

  @Override
  public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
    ApplyReport report = backend.apply(plan, wan, call);
    written.increment();
    return report;
  }

  @Override
  public Optional<PacketPath> tracePath(Flow flow, CallContext call) {
    return backend.tracePath(flow, call);
  }

  @Override
  public void close() {
    backend.close();
  }
}
