package dev.fairway.catalyst;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.Revision;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import dev.fairway.spi.WanSnapshot;
import java.util.List;
import java.util.Optional;

/** A backend that passes every call on to a lawful one; what extends it breaks one law. */
class CatalystMutant implements SdwanBackend {

  final SdwanBackend lawful;
  final BackendFixture fixture;

  CatalystMutant(SdwanBackend lawful, BackendFixture fixture) {
    this.lawful = lawful;
    this.fixture = fixture;
  }

  /** Changes policy as the demo operator of the article does: off, edit, on again. */
  static SdwanBackend deactivatesMeanwhile(SdwanBackend lawful, BackendFixture fixture) {
    return new CatalystMutant(lawful, fixture) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        Runnable off =
            () -> {
              fixture.model.adminUser("mutant").deactivate("corporate");
              fixture.time.clock.advance(java.time.Duration.ofMinutes(1));
            };
        fixture.watched.spoil(
            1,
            () -> {
              off.run();
              return Optional.empty();
            });
        return super.apply(plan, wan, call);
      }
    };
  }

  /** Removes a policy of another user too. */
  static SdwanBackend sweepsPeopleAway(SdwanBackend lawful, BackendFixture fixture) {
    return new CatalystMutant(lawful, fixture) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        ApplyReport report = super.apply(plan, wan, call);
        fixture
            .model
            .adminUser("mutant")
            .edit("corporate", policy -> policy.put("policyDescription", "swept"));
        return report;
      }
    };
  }

  /** Believes that the fabric is as it was when it was looked at. */
  static SdwanBackend ignoresTheBasis(SdwanBackend lawful, BackendFixture fixture) {
    return new CatalystMutant(lawful, fixture) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        ObservedPolicy now = lawful.observe(wan, call);
        return super.apply(
            new Plan(plan.owner(), now.revision(), plan.before(), plan.after(), plan.steps()),
            wan,
            call);
      }
    };
  }

  /** Takes "done" for "well". */
  static SdwanBackend saysAllIsWell(SdwanBackend lawful, BackendFixture fixture) {
    return new CatalystMutant(lawful, fixture) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        ApplyReport report = super.apply(plan, wan, call);
        List<StepOutcome> well =
            plan.steps().stream()
                .<StepOutcome>map(step -> new StepOutcome.Applied(step.rule()))
                .toList();
        return new ApplyReport(well, report.revision());
      }
    };
  }

  @Override
  public WanSnapshot inventory(CallContext call) {
    return lawful.inventory(call);
  }

  @Override
  public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
    return lawful.observe(wan, call);
  }

  @Override
  public boolean isAt(Revision since, WanSnapshot wan, CallContext call) {
    return lawful.isAt(since, wan, call);
  }

  @Override
  public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
    return lawful.apply(plan, wan, call);
  }

  @Override
  public void close() {
    lawful.close();
  }
}
