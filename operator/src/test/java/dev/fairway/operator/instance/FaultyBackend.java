package dev.fairway.operator.instance;

import dev.fairway.core.net.Flow;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.Revision;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A backend that can be made not to answer. */
final class FaultyBackend implements SdwanBackend {

  private final SdwanBackend real;
  private final AtomicBoolean silent = new AtomicBoolean();

  FaultyBackend(SdwanBackend real) {
    this.real = real;
  }

  void silent(boolean isSilent) {
    silent.set(isSilent);
  }

  private SdwanBackend answering() {
    if (silent.get()) {
      throw new BackendException(ErrorKind.UNAVAILABLE, "controller.example does not answer");
    }
    return real;
  }

  @Override
  public WanSnapshot inventory(CallContext call) {
    return answering().inventory(call);
  }

  @Override
  public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
    return answering().observe(wan, call);
  }

  @Override
  public boolean isAt(Revision since, WanSnapshot wan, CallContext call) {
    return answering().isAt(since, wan, call);
  }

  @Override
  public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
    return answering().apply(plan, wan, call);
  }

  @Override
  public Optional<PacketPath> tracePath(Flow flow, CallContext call) {
    return answering().tracePath(flow, call);
  }

  @Override
  public void close() {
    real.close();
  }
}
