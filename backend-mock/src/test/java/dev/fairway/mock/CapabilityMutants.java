package dev.fairway.mock;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RequiredFeatures;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Backends that each break one law. What they say of the fabric or of themselves is not so. */
final class CapabilityMutants {

  private CapabilityMutants() {}

  /** L8: leaves out what the target cannot do, and says that it did it. */
  static SdwanBackend dropsWhatItCannotDo(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        TargetProfile profile = lawful.inventory(call).profile();
        List<PathRule> after = new ArrayList<>(plan.after());
        after.removeIf(rule -> !profile.features().containsAll(RequiredFeatures.of(rule)));
        return completed(plan, lawful.apply(planned(plan, after), wan, call));
      }
    };
  }

  /** L8: claims to match ports, and matches the whole protocol. */
  static SdwanBackend widensPortsToProtocols(SdwanBackend lawful, MockFabric fabric) {
    return new MisreportingBackend(lawful, fabric) {
      @Override
      List<PathRule> spoil(List<PathRule> rules) {
        return rules.stream().map(rule -> rule.withMatch(withoutPorts(rule.match()))).toList();
      }

      private static TrafficMatch withoutPorts(TrafficMatch match) {
        TrafficMatch.Builder wider = TrafficMatch.builder(match.family());
        match.source().ifPresent(wider::source);
        match.destination().ifPresent(wider::destination);
        match.protocol().ifPresent(wider::protocol);
        return wider.build();
      }
    };
  }

  /** L8: describes a fabric that nothing runs on. */
  static SdwanBackend describesAnEmptyFabric(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public WanSnapshot inventory(CallContext call) {
        WanSnapshot reading = lawful.inventory(call);
        WanInventory told = reading.inventory();
        WanInventory bare =
            new WanInventory(
                told.sites().subList(0, 1), told.networks(), told.tunnels(), told.routed());
        return new WanSnapshot(bare, reading.profile(), reading.age(), List.of());
      }
    };
  }

  /** L11: tries until the target is full. */
  static SdwanBackend findsLimitsTooLate(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        try {
          return lawful.apply(plan, wan, call);
        } catch (BackendException full) {
          if (full.kind() == ErrorKind.UNSUPPORTED) {
            fabric.write(
                plan.owner(), Optional.empty(), plan.basis(), new IntermediateRules(plan), 0, 0);
          }
          throw full;
        }
      }
    };
  }

  /** L11: claims limits, and keeps none. */
  static SdwanBackend hasNoLimits(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
        TargetProfile claimed = lawful.inventory(call).profile();
        TargetProfile endless = new TargetProfile(claimed.features(), claimed.commit(), Map.of());
        try (SdwanBackend careless = fabric.backend(plan.owner(), endless)) {
          return careless.apply(plan, wan, call);
        }
      }
    };
  }

  /** L12: leaves a trace wherever it looks. */
  static SdwanBackend writesWhileReading(SdwanBackend lawful, MockFabric fabric) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public WanSnapshot inventory(CallContext call) {
        OwnerId probe = new OwnerId("probe");
        Plan nothing = new Plan(probe, fabric.revision(probe), List.of(), List.of(), List.of());
        fabric.write(
            probe, Optional.empty(), nothing.basis(), new IntermediateRules(nothing), 0, 0);
        return lawful.inventory(call);
      }
    };
  }
}
