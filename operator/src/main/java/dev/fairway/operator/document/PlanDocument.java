package dev.fairway.operator.document;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ForeignRule;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.translate.Translation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A plan in JSON.
 *
 * @param formatVersion {@link Json#FORMAT_VERSION}
 * @param rules the rules as they would be, in their order
 * @param steps the changes, in their order
 * @param diagnostics all diagnostics of the sync, sorted
 * @param leftOut the Services that do not fit the target's limits
 * @param foreign the rules on the target that are not Fairway's
 * @param segmentChecks the Services whose addresses are checked to lie in a segment, by name
 * @param observed the Services for which nothing is written, with the rules that they would have
 */
public record PlanDocument(
    int formatVersion,
    List<RuleView> rules,
    List<StepView> steps,
    List<DiagnosticView> diagnostics,
    List<String> leftOut,
    List<ForeignView> foreign,
    @OptionalField List<SegmentCheckView> segmentChecks,
    @OptionalField List<ObservedView> observed) {

  /** A step; addresses are those that the service's side gains and loses. */
  public record StepView(String action, String rule, List<String> added, List<String> removed) {

    static StepView of(PlanStep step) {
      String rule = step.rule().value();
      return step.fold(
          install ->
              new StepView(
                  "install", rule, RuleView.texts(install.after().serviceAddresses()), List.of()),
          replace ->
              new StepView(
                  "replace",
                  rule,
                  RuleView.texts(replace.added()),
                  RuleView.texts(replace.removed())),
          remove ->
              new StepView(
                  "remove", rule, List.of(), RuleView.texts(remove.before().serviceAddresses())));
    }
  }

  /** A rule that is not Fairway's; its match is {@code opaque} where it cannot be expressed. */
  public record ForeignView(String name, int position, String match) {

    static ForeignView of(ForeignRule rule) {
      return new ForeignView(
          rule.name(), rule.position(), rule.match().map(Object::toString).orElse("opaque"));
    }
  }

  /**
   * A Service that asks for segments.
   *
   * @param service whose addresses were checked
   * @param segments those that it asks for, ascending
   * @param leftOut the addresses that do not lie in the segment asked for, ascending
   */
  public record SegmentCheckView(String service, List<String> segments, List<String> leftOut) {

    static Optional<SegmentCheckView> of(ResolvedService service) {
      List<String> segments =
          service.declaration().inForce().stream()
              .flatMap(intent -> intent.parts().stream())
              .flatMap(part -> part.segment().stream())
              .map(Segment::value)
              .sorted()
              .distinct()
              .toList();
      return segments.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new SegmentCheckView(
                  service.key().toString(),
                  segments,
                  LeftOutAddresses.of(service).with(DiagnosticCode.WRONG_SEGMENT)));
    }
  }

  /**
   * A Service that is only observed.
   *
   * @param service the Service
   * @param rules those that it would have, in their order
   */
  public record ObservedView(String service, List<RuleView> rules) {

    /** The view of a Service among all that a translation has. */
    public static ObservedView of(ServiceKey service, Translation whole) {
      return new ObservedView(
          service.toString(),
          whole.policy().rules().stream()
              .filter(
                  rule ->
                      Optional.ofNullable(whole.origins().get(rule.id()))
                          .filter(origin -> origin.services().contains(service))
                          .isPresent())
              .map(rule -> RuleView.of(rule, whole.origins()))
              .toList());
    }
  }

  /** The document of a plan that no translation led to. */
  public static PlanDocument of(Plan plan, ObservedPolicy observed) {
    return of(
        plan,
        new Translation(
            DesiredPolicy.EMPTY, new TreeMap<>(), new TreeSet<>(), false, List.of(), List.of()),
        observed,
        List.of());
  }

  /** The document of a plan. */
  public static PlanDocument of(
      Plan plan,
      Translation translation,
      ObservedPolicy observed,
      Collection<Diagnostic> diagnostics) {
    return new PlanDocument(
        Json.FORMAT_VERSION,
        plan.after().stream().map(rule -> RuleView.of(rule, translation.origins())).toList(),
        plan.steps().stream().map(StepView::of).toList(),
        DiagnosticView.of(diagnostics),
        translation.leftOut().stream().map(ServiceKey::toString).toList(),
        observed.foreign().stream().map(ForeignView::of).toList(),
        List.of(),
        List.of());
  }

  /** The same document with the checks that these Services ask for. */
  public PlanDocument withSegmentChecks(Collection<ResolvedService> services) {
    return new PlanDocument(
        formatVersion,
        rules,
        steps,
        diagnostics,
        leftOut,
        foreign,
        services.stream().flatMap(service -> SegmentCheckView.of(service).stream()).toList(),
        observed);
  }

  /** The same document with the Services that are only observed. */
  public PlanDocument withObserved(List<ObservedView> views) {
    return new PlanDocument(
        formatVersion, rules, steps, diagnostics, leftOut, foreign, segmentChecks, views);
  }
}
