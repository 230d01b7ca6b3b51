package dev.fairway.mock;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Spoils what is in force after each change, and goes on showing what was asked for. */
abstract class MisreportingBackend extends DelegatingBackend {

  private final Map<OwnerId, List<PathRule>> shown = new HashMap<>();

  MisreportingBackend(SdwanBackend lawful, MockFabric fabric) {
    super(lawful, fabric);
  }

  abstract List<PathRule> spoil(List<PathRule> rules);

  @Override
  public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
    ApplyReport report = lawful.apply(plan, wan, call);
    if (report.succeeded() && !plan.isEmpty() && !call.dryRun()) {
      shown.put(plan.owner(), plan.after());
      fabric.editOutOfBand(plan.owner(), this::spoil);
    }
    return report;
  }

  @Override
  public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
    ObservedPolicy seen = lawful.observe(wan, call);
    List<PathRule> mine =
        seen.mine().isEmpty()
            ? List.of()
            : shown.getOrDefault(seen.mine().get(0).owner(), seen.mine());
    return new ObservedPolicy(mine, seen.otherOwners(), seen.foreign(), seen.revision());
  }
}
