package dev.fairway.operator.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of a plan: what is installed (+), replaced (~) and removed (-). */
public final class PlanText {

  private PlanText() {}

  /**
   * The text, every line ended.
   *
   * @param complete false where the cluster was not read whole, so that nothing was planned
   */
  public static String of(PlanDocument plan, boolean complete, AnsiStyle palette) {
    WrappedText lines = new WrappedText();
    if (!complete) {
      return lines
          .wrapped(
              "",
              "",
              "Nothing is planned: what was named could not be read whole, and what was not seen is"
                  + " not gone. The fabric keeps its "
                  + rules(plan)
                  + ".")
          .toString();
    }
    Map<String, RuleView> rules =
        plan.rules().stream().collect(Collectors.toMap(RuleView::id, Function.identity()));
    for (PlanDocument.StepView step : plan.steps()) {
      addStep(lines, step, rules.get(step.rule()), palette);
    }
    if (!plan.steps().isEmpty()) {
      lines.blank();
    }
    for (PlanDocument.SegmentCheckView check : plan.segmentChecks()) {
      lines.wrapped("  ", "    ", text(check));
    }
    for (PlanDocument.ObservedView service : plan.observed()) {
      lines.wrapped("  ", "    ", text(service));
      service.rules().forEach(rule -> lines.wrapped("    ? ", "      ", rule.text()));
    }
    for (PlanDocument.ForeignView foreign : plan.foreign()) {
      lines.wrapped("  ", "    ", "left alone: " + foreign.name() + " (" + foreign.match() + ")");
    }
    for (String service : plan.leftOut()) {
      lines.wrapped("  ", "    ", "left out, it does not fit the target's limits: " + service);
    }
    return lines.add(palette.strong(summary(plan))).toString();
  }

  private static String text(PlanDocument.ObservedView service) {
    int count = service.rules().size();
    return "observed only, not written: "
        + service.service()
        + (count == 1 ? " would have 1 rule" : " would have " + count + " rules")
        + (count == 0 ? "" : ":");
  }

  /** {@code checked: cluster/shop/cart lies in segment blue, but for 10.2.0.9, left out}. */
  private static String text(PlanDocument.SegmentCheckView check) {
    boolean one = check.segments().size() == 1;
    return "checked: "
        + check.service()
        + " lies in "
        + (one ? "segment " : "segments ")
        + String.join(", ", check.segments())
        + (check.leftOut().isEmpty()
            ? ""
            : ", but for " + WrappedText.few(check.leftOut()) + ", left out");
  }

  /** {@code Plan: 2 to install, 1 to replace, 0 to remove; 14 rules afterwards.} */
  public static String summary(PlanDocument plan) {
    if (plan.steps().isEmpty()) {
      return plan.rules().isEmpty()
          ? "Nothing to do: no rules now, and none afterwards."
          : "Nothing to do: the fabric has the " + rules(plan) + " that it needs.";
    }
    return "Plan: "
        + count(plan, "install")
        + " to install, "
        + count(plan, "replace")
        + " to replace, "
        + count(plan, "remove")
        + " to remove; "
        + rules(plan)
        + " afterwards.";
  }

  private static String rules(PlanDocument plan) {
    return plan.rules().size() == 1 ? "1 rule" : plan.rules().size() + " rules";
  }

  private static long count(PlanDocument plan, String action) {
    return plan.steps().stream().filter(step -> step.action().equals(action)).count();
  }

  private static void addStep(
      WrappedText lines, PlanDocument.StepView step, @Nullable RuleView rule, AnsiStyle palette) {
    String sign =
        switch (step.action()) {
          case "install" -> palette.good("+");
          case "replace" -> palette.notable("~");
          default -> palette.bad("-");
        };
    if (rule == null) {
      lines.add("  " + sign + " " + step.rule() + "  " + WrappedText.few(step.removed()));
      return;
    }
    List<String> text = WrappedText.wrap("    ", "      ", rule.text());
    lines.add("  " + sign + text.get(0).substring(3));
    text.subList(1, text.size()).forEach(lines::add);
    if (step.action().equals("replace")) {
      changes(step, palette).forEach(change -> lines.wrapped("        ", "          ", change));
    }
    addFaint(lines, "rule " + rule.id() + ", " + rule.direction() + ", " + where(rule), palette);
    if (!rule.services().isEmpty()) {
      addFaint(lines, "for " + WrappedText.few(rule.services()), palette);
    }
  }

  /** Wrapped first and painted then, so that no colour reaches over the end of a line. */
  private static void addFaint(WrappedText lines, String text, AnsiStyle palette) {
    WrappedText.wrap("      ", "        ", text).forEach(line -> lines.add(palette.faint(line)));
  }

  private static List<String> changes(PlanDocument.StepView step, AnsiStyle palette) {
    List<String> changes = new ArrayList<>();
    if (!step.added().isEmpty()) {
      changes.add(palette.good("+ " + WrappedText.few(step.added())));
    }
    if (!step.removed().isEmpty()) {
      changes.add(palette.bad("- " + WrappedText.few(step.removed())));
    }
    if (changes.isEmpty()) {
      changes.add("the service's addresses stay");
    }
    return changes;
  }

  private static String where(RuleView rule) {
    return rule.family()
        + ", segment "
        + rule.segment()
        + ", sites "
        + WrappedText.few(rule.sites());
  }
}
