package dev.fairway.demo;

import dev.fairway.core.plan.PlanStep;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;

/**
 * What the operator did after something had happened. Mostly that is one pass; where one event came
 * to it after another, and for the echo of its own status, it is more.
 *
 * @param scene in which scene
 * @param occasion what had happened
 * @param passes the passes, in order; the last one read the cluster as it is. At least one
 * @param delay from what had happened to the end of the last pass
 */
record PlayedPass(int scene, String occasion, List<SeenPass> passes, Duration delay) {

  /** Copies; refuses an occasion without a pass. */
  PlayedPass {
    passes = List.copyOf(passes);
    if (passes.isEmpty()) {
      throw new IllegalArgumentException("no pass for: " + occasion);
    }
  }

  /** The last pass. */
  SeenPass last() {
    return passes.get(passes.size() - 1);
  }

  /** What the last pass came to. */
  SyncReport report() {
    return last().report();
  }

  /** The steps of every plan, in order. */
  List<PlanStep> steps() {
    return passes.stream().flatMap(pass -> pass.steps().stream()).toList();
  }

  /** How many writes the fabric received. */
  long writes() {
    return passes.stream().mapToLong(SeenPass::writes).sum();
  }

  /** How long the passes took that had something to do; the last one, where none had. */
  Duration took() {
    return passes.stream()
        .filter(pass -> !pass.steps().isEmpty())
        .map(SeenPass::took)
        .reduce(Duration::plus)
        .orElse(last().took());
  }
}
