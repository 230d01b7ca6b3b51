package dev.fairway.demo;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;

/**
 * The reaction of the operator to one event of the story: one sync mostly, more where several
 * changes reached it one after another.
 *
 * @param scene the number of the scene
 * @param occasion the event, in words
 * @param syncs in order, at least one; the last one read the cluster as it is
 * @param delay from the event to the end of the last sync
 */
record DemoSync(int scene, String occasion, List<RecordedSync> syncs, Duration delay) {

  /**
   * One sync.
   *
   * @param number of the sync, from 0
   * @param fleet the snapshot that it read
   * @param report its result
   * @param writes the number of writes that the fabric received meanwhile
   * @param took the time from its start to its report
   */
  record RecordedSync(
      int number, FleetSnapshot fleet, SyncReport report, long writes, Duration took) {

    /** The steps of its plan; none where the fabric could not be read. */
    List<PlanStep> steps() {
      return report.planned().map(PlannedSync::plan).map(Plan::steps).orElse(List.of());
    }
  }

  /** Copies. */
  DemoSync {
    syncs = List.copyOf(syncs);
  }

  RecordedSync last() {
    return syncs.get(syncs.size() - 1);
  }

  /** The result of the last sync. */
  SyncReport report() {
    return last().report();
  }

  /** The steps of every plan, in order. */
  List<PlanStep> steps() {
    return syncs.stream().flatMap(sync -> sync.steps().stream()).toList();
  }

  /** The number of writes that the fabric received. */
  long writes() {
    return syncs.stream().mapToLong(RecordedSync::writes).sum();
  }

  /** The time of the syncs that had steps; of the last one where none had. */
  Duration took() {
    return syncs.stream()
        .filter(sync -> !sync.steps().isEmpty())
        .map(RecordedSync::took)
        .reduce(Duration::plus)
        .orElse(last().took());
  }
}
