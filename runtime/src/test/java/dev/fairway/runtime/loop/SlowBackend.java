package dev.fairway.runtime.loop;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Another backend, whose calls take time, are counted, and run what a test wants meanwhile. */
final class SlowBackend implements SdwanBackend {

  private final SdwanBackend real;
  private final VirtualClock clock;
  final List<Duration> inventories = new ArrayList<>();
  final List<Duration> observes = new ArrayList<>();
  final List<Duration> looks = new ArrayList<>();
  Duration takes = Duration.ZERO;
  UnaryOperator<WanInventory> inventory = wan -> wan;
  UnaryOperator<ObservedPolicy> observed = policy -> policy;
  Runnable onInventory = () -> {};
  Runnable onObserve = () -> {};
  Runnable onApply = () -> {};
  Runnable onLook = () -> {};
  boolean closed;

  SlowBackend(SdwanBackend real, VirtualClock clock) {
    this.real = real;
    this.clock = clock;
  }

  @Override
  public WanSnapshot inventory(CallContext call) {
    inventories.add(clock.passed());
    onInventory.run();
    WanSnapshot read = real.inventory(call);
    return new WanSnapshot(
        inventory.apply(read.inventory()), read.profile(), read.age(), read.diagnostics());
  }

  @Override
  public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
    observes.add(clock.passed());
    ObservedPolicy seen = observed.apply(real.observe(wan, call));
    clock.pass(takes);
    onObserve.run();
    return seen;
  }

  @Override
  public boolean isAt(Revision since, WanSnapshot wan, CallContext call) {
    looks.add(clock.passed());
    onLook.run();
    return real.isAt(since, wan, call);
  }

  @Override
  public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
    onApply.run();
    return real.apply(plan, wan, call);
  }

  @Override
  public void close() {
    closed = true;
    real.close();
  }
}
