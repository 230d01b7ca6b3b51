package dev.fairway.operator.demo;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.runtime.PlannedPass;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;

/**
 * A pass of the story.
 *
 * @param scene in which scene
 * @param occasion what had happened before it
 * @param report what it came to
 * @param writes how many writes the fabric received
 * @param took from reading the cluster to the report
 */
record PlayedPass(int scene, String occasion, SyncReport report, long writes, Duration took) {

  /** The steps of its plan; none where the fabric could not be read. */
  List<PlanStep> steps() {
    return report.planned().map(PlannedPass::plan).map(Plan::steps).orElse(List.of());
  }
}
