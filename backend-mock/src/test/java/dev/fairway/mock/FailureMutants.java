package dev.fairway.mock;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import dev.fairway.spi.WanSnapshot;
import java.util.List;
import java.util.function.Function;

/** Backends that each break one law. What they say of a failure is not so. */
final class FailureMutants {

  private FailureMutants() {}

  /** L4: no failure is ever reported. */
  static SdwanBackend saysAllIsWell(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        try {
          ApplyReport report = lawful.apply(plan, wan, call);
          boolean unheard =
              report.outcomes().stream().anyMatch(StepOutcome.Failed.class::isInstance);
          return unheard ? allIsWell(plan) : report;
        } catch (BackendException unheard) {
          if (unheard.kind() != ErrorKind.REJECTED) {
            throw unheard;
          }
        }
        return allIsWell(plan);
      }
    };
  }

  /** L4: gives up with an exception, as if nothing had been written. */
  static SdwanBackend throwsAfterWriting(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        ApplyReport report = lawful.apply(plan, wan, call);
        if (!report.succeeded()) {
          throw new BackendException(ErrorKind.REJECTED, "something went wrong");
        }
        return report;
      }
    };
  }

  /** L5: whatever is there, the plan is carried out. */
  static SdwanBackend ignoresTheBasis(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        try {
          return lawful.apply(plan, wan, call);
        } catch (BackendException refused) {
          if (refused.kind() != ErrorKind.CONFLICT) {
            throw refused;
          }
          ObservedPolicy now = lawful.observe(wan, call);
          DesiredPolicy desired = new DesiredPolicy(plan.after());
          lawful.apply(Planner.plan(plan.owner(), desired, now, PlanMode.SYNC), wan, call);
          return allIsWell(plan);
        }
      }
    };
  }

  /** L17: no answer is a good answer. */
  static SdwanBackend callsSilenceSuccess(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        return settled(
            lawful.apply(plan, wan, call), unknown -> new StepOutcome.Applied(unknown.rule()));
      }
    };
  }

  /** L17: no answer is a failure. */
  static SdwanBackend callsSilenceFailure(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        return settled(
            lawful.apply(plan, wan, call),
            unknown -> new StepOutcome.Failed(unknown.rule(), ErrorKind.UNAVAILABLE, "no answer"));
      }
    };
  }

  private static ApplyReport settled(
      ApplyReport report, Function<StepOutcome.Unknown, StepOutcome> word) {
    List<StepOutcome> outcomes =
        report.outcomes().stream()
            .map(
                outcome ->
                    outcome.<StepOutcome>fold(
                        applied -> applied, skipped -> skipped, failed -> failed, word))
            .toList();
    return new ApplyReport(outcomes, report.revision());
  }
}
