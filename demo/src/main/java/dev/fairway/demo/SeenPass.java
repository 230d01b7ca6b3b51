package dev.fairway.demo;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;

/**
 * A pass that the operator made.
 *
 * @param number of the pass, from 0
 * @param fleet what it was made from
 * @param report what it came to
 * @param writes how many writes the fabric received meanwhile
 * @param took from its beginning to its report
 */
record SeenPass(int number, FleetSnapshot fleet, SyncReport report, long writes, Duration took) {

  /** The steps of its plan; none where the fabric could not be read. */
  List<PlanStep> steps() {
    return report.planned().map(PlannedSync::plan).map(Plan::steps).orElse(List.of());
  }
}
