package dev.fairway.mock;

import dev.fairway.core.net.Flow;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** One owner's view of a {@link MockFabric}. Remembers nothing but whether it is closed. */
final class MockBackend implements SdwanBackend {

  private final MockFabric fabric;
  private final OwnerId owner;
  private final TargetProfile profile;
  private final CountDownLatch closed = new CountDownLatch(1);

  MockBackend(MockFabric fabric, OwnerId owner, TargetProfile profile) {
    this.fabric = fabric;
    this.owner = owner;
    this.profile = profile;
  }

  @Override
  public WanSnapshot inventory(CallContext call) {
    requireUsable(call);
    return new WanSnapshot(fabric.inventory(), profile, Duration.ZERO, List.of());
  }

  @Override
  public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
    requireUsable(call);
    return fabric.observe(owner);
  }

  @Override
  public boolean isAt(Revision since, WanSnapshot wan, CallContext call) {
    requireUsable(call);
    return fabric.revision(owner).equals(since);
  }

  @Override
  public Optional<PacketPath> tracePath(Flow flow, CallContext call) {
    requireUsable(call);
    return fabric.tell(flow);
  }

  @Override
  public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
    if (!plan.owner().equals(owner)) {
      throw new IllegalArgumentException("a plan of " + plan.owner() + " for " + owner);
    }
    requireUsable(call);
    CapabilityCheck.require(plan, profile);
    requireBasis(plan);
    if (plan.isEmpty()) {
      return new ApplyReport(List.of(), plan.basis());
    }
    if (call.dryRun()) {
      List<StepOutcome> promised =
          plan.steps().stream()
              .map(step -> (StepOutcome) new StepOutcome.Applied(step.rule()))
              .toList();
      return new ApplyReport(promised, plan.basis());
    }
    return new PlanExecutor(fabric, plan, profile.commit(), call, closed).run();
  }

  private void requireBasis(Plan plan) {
    if (!fabric.revision(owner).equals(plan.basis())) {
      throw fabric.conflict(owner, plan.basis());
    }
  }

  private void requireUsable(CallContext call) {
    if (closed.getCount() == 0) {
      throw new BackendException(ErrorKind.UNAVAILABLE, "the backend is closed");
    }
    if (!fabric.reachable()) {
      throw new BackendException(ErrorKind.UNAVAILABLE, "the mock fabric does not answer");
    }
    Duration remaining = call.remaining();
    if (remaining.isZero() || remaining.isNegative()) {
      throw new BackendException(ErrorKind.UNAVAILABLE, "the deadline passed before the call");
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }

  @Override
  public String toString() {
    return "mock backend of " + owner;
  }
}
