package dev.fairway.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.RuleId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplyReportTest {

  private static final RuleId RULE = RuleId.ofKey("rule");
  private static final Revision REVISION = new Revision("7");
  private static final List<StepOutcome> ALL =
      List.of(
          new StepOutcome.Applied(RULE),
          new StepOutcome.Skipped(RULE, "a step before it failed"),
          new StepOutcome.Failed(RULE, ErrorKind.REJECTED, "no"),
          new StepOutcome.Unknown(RULE, "the answer was lost"));

  @Test
  void fold_eachOutcome_takesItsOwnBranch() {
    List<String> branches =
        ALL.stream()
            .map(
                outcome ->
                    outcome.fold(
                        applied -> "applied",
                        skipped -> "skipped " + skipped.why(),
                        failed -> "failed " + failed.kind(),
                        unknown -> "unknown " + unknown.why()))
            .toList();

    assertEquals(
        List.of(
            "applied",
            "skipped a step before it failed",
            "failed REJECTED",
            "unknown the answer was lost"),
        branches);
  }

  @Test
  void succeeded_onlyWhereEveryStepWasApplied() {
    assertTrue(new ApplyReport(List.of(), REVISION).succeeded());
    assertTrue(new ApplyReport(ALL.subList(0, 1), REVISION).succeeded());
    for (StepOutcome other : ALL.subList(1, 4)) {
      assertFalse(new ApplyReport(List.of(ALL.get(0), other), REVISION).succeeded());
    }
  }

  @Test
  void outcomes_areACopyThatCannotBeChanged() {
    List<StepOutcome> outcomes = new ArrayList<>(ALL);
    ApplyReport report = new ApplyReport(outcomes, REVISION);

    outcomes.clear();

    assertEquals(ALL, report.outcomes());
    assertThrows(UnsupportedOperationException.class, () -> report.outcomes().clear());
  }
}
