package dev.fairway.mock;

import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.plan.Planner;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import dev.fairway.spi.WanSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Backends that each break one law. What they write is not what was asked, or not theirs to write.
 */
final class WritingMutants {

  private WritingMutants() {}

  /** L1: the last rule that a plan installs never arrives. */
  static SdwanBackend forgetsARule(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        List<PathRule> installed = new ArrayList<>(plan.after());
        installed.removeIf(rule -> new DesiredPolicy(plan.before()).rule(rule.id()).isPresent());
        List<PathRule> after = new ArrayList<>(plan.after());
        if (!installed.isEmpty()) {
          after.remove(installed.get(installed.size() - 1));
        }
        return completed(plan, lawful.apply(planned(plan, after), wan, call));
      }
    };
  }

  /** L1: a rule that is there is never given another treatment. */
  static SdwanBackend keepsTheOldTreatment(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        DesiredPolicy before = new DesiredPolicy(plan.before());
        List<PathRule> after =
            plan.after().stream()
                .map(
                    rule ->
                        before
                            .rule(rule.id())
                            .map(there -> there.withMatch(rule.match()))
                            .orElse(rule))
                .toList();
        return completed(plan, lawful.apply(planned(plan, after), wan, call));
      }
    };
  }

  /** L1: a list of addresses is cut after its first prefix, and shown whole. */
  static SdwanBackend writesOnlyTheFirstPrefix(SdwanBackend lawful, MockFabric fabric) {
    return new MisreportingBackend(lawful, fabric) {
      @Override
      List<PathRule> spoil(List<PathRule> rules) {
        return rules.stream().map(this::cut).toList();
      }

      private PathRule cut(PathRule rule) {
        TrafficMatch.Builder narrower = rule.match().toBuilder();
        rule.match()
            .destination()
            .ifPresent(set -> narrower.destination(PrefixSet.of(set.prefixes().get(0))));
        return rule.withMatch(narrower.build());
      }
    };
  }

  /** L2: sends something even when there is nothing to do. */
  static SdwanBackend writesWithoutNeed(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        if (plan.isEmpty()) {
          fabric.write(
              plan.owner(), Optional.empty(), plan.basis(), new IntermediateRules(plan), 0, 0);
        }
        return lawful.apply(plan, wan, call);
      }
    };
  }

  /** L3: takes the whole table for its own. */
  static SdwanBackend sweepsForeignRulesAway(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        fabric.foreign().forEach(rule -> fabric.removeForeign(rule.name()));
        return lawful.apply(plan, wan, call);
      }
    };
  }

  /** L9: takes everything away, and then puts everything there. */
  static SdwanBackend clearsBeforeWriting(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        if (plan.isEmpty() || call.dryRun() || plan.before().isEmpty()) {
          return lawful.apply(plan, wan, call);
        }
        ApplyReport cleared = lawful.apply(planned(plan, List.of()), wan, call);
        if (!cleared.succeeded()) {
          return saying(plan, step -> new StepOutcome.Unknown(step.rule(), "not cleared"));
        }
        DesiredPolicy desired = new DesiredPolicy(plan.after());
        Plan rest = Planner.plan(plan.owner(), desired, lawful.observe(wan, call), PlanMode.SYNC);
        return completed(plan, lawful.apply(rest, wan, call));
      }
    };
  }

  /** L10: keeps rules in an order of its own, and shows the one that was asked for. */
  static SdwanBackend sortsRulesById(SdwanBackend lawful, MockFabric fabric) {
    return new MisreportingBackend(lawful, fabric) {
      @Override
      List<PathRule> spoil(List<PathRule> rules) {
        return rules.stream().sorted(Comparator.comparing(PathRule::id)).toList();
      }
    };
  }

  /** L16: takes every owner's rules for its own. */
  static SdwanBackend sweepsOtherOwnersAway(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        for (OwnerId owner : fabric.owners()) {
          if (!owner.equals(plan.owner())) {
            fabric.editOutOfBand(owner, rules -> List.of());
          }
        }
        return lawful.apply(plan, wan, call);
      }
    };
  }

  /** L16: two owners that say the same share one rule, and lose it together. */
  static SdwanBackend mergesOwners(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        for (PlanStep step : plan.steps()) {
          if (step instanceof PlanStep.Remove removed) {
            removeEqual(plan.owner(), removed.before().match());
          }
        }
        return lawful.apply(plan, wan, call);
      }

      private void removeEqual(OwnerId mine, TrafficMatch match) {
        for (OwnerId owner : fabric.owners()) {
          if (!owner.equals(mine)) {
            fabric.editOutOfBand(
                owner,
                rules -> rules.stream().filter(rule -> !rule.match().equals(match)).toList());
          }
        }
      }
    };
  }
}
