package dev.fairway.examples.custombackend;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.wan.SiteId;
import dev.fairway.examples.custombackend.AcmeSiteResult.State;
import dev.fairway.spi.StepOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From what became of each site to what became of each step. A step is applied where all its sites
 * have committed, and failed only where the fabric is as it was before it; in between, with some
 * sites committed and others not, it is unknown, and the next observation tells.
 */
final class AcmeStepOutcomes {

  private final SortedMap<SiteId, AcmeSiteResult> results;
  private final Set<SiteId> unnamed;

  private AcmeStepOutcomes(Plan plan, SortedMap<SiteId, AcmeSiteResult> results) {
    this.results = results;
    this.unnamed = new HashSet<>(results.keySet());
    plan.steps().forEach(step -> unnamed.removeAll(sites(step)));
  }

  /** One outcome a step, in their order; a site without a result had nothing to change. */
  static List<StepOutcome> of(Plan plan, SortedMap<SiteId, AcmeSiteResult> results) {
    AcmeStepOutcomes outcomes = new AcmeStepOutcomes(plan, results);
    return plan.steps().stream().map(outcomes::outcome).toList();
  }

  /** Every step applied: what a dry run reports. */
  static List<StepOutcome> allApplied(Plan plan) {
    List<StepOutcome> outcomes = new ArrayList<>();
    plan.steps().forEach(step -> outcomes.add(new StepOutcome.Applied(step.rule())));
    return outcomes;
  }

  // tag::outcome[]
  private StepOutcome outcome(PlanStep step) {
    RuleId rule = step.rule();
    SortedMap<SiteId, AcmeSiteResult> mine = resultsOf(step);
    if (all(mine, State.COMMITTED)) {
      return new StepOutcome.Applied(rule);
    }
    if (any(mine, State.UNKNOWN) || any(mine, State.COMMITTED)) {
      return new StepOutcome.Unknown(rule, sentence(mine));
    }
    for (AcmeSiteResult result : mine.values()) {
      if (result.is(State.REFUSED)) {
        return new StepOutcome.Failed(rule, result.kind(), result.why());
      }
    }
    return new StepOutcome.Skipped(rule, sentence(mine));
  }

  // end::outcome[]

  /**
   * A site that changes although no step names it (its rules got new places) counts for every step:
   * the order that the plan wants is not there without it.
   */
  private SortedMap<SiteId, AcmeSiteResult> resultsOf(PlanStep step) {
    SortedMap<SiteId, AcmeSiteResult> mine = new TreeMap<>(results);
    mine.keySet().removeIf(site -> !unnamed.contains(site) && !sites(step).contains(site));
    return mine;
  }

  private static Set<SiteId> sites(PlanStep step) {
    return step.<Stream<PathRule>>fold(
            install -> Stream.of(install.after()),
            replace -> Stream.of(replace.before(), replace.after()),
            remove -> Stream.of(remove.before()))
        .flatMap(rule -> rule.scope().sites().stream())
        .collect(Collectors.toSet());
  }

  private static boolean all(Map<SiteId, AcmeSiteResult> results, State state) {
    return results.values().stream().allMatch(result -> result.is(state));
  }

  private static boolean any(Map<SiteId, AcmeSiteResult> results, State state) {
    return results.values().stream().anyMatch(result -> result.is(state));
  }

  private static String sentence(SortedMap<SiteId, AcmeSiteResult> results) {
    return results.entrySet().stream()
        .map(result -> result.getKey() + ": " + result.getValue().why())
        .collect(Collectors.joining("; "));
  }
}
