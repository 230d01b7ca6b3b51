package dev.fairway.operator.run;

import dev.fairway.operator.live.RunningFairway;

/** Puts a running Fairway together. */
@FunctionalInterface
public interface FairwayStarter {

  /** Starts one: it watches at once, and stands by until it is told to lead. */
  RunningFairway start(FairwayParts parts);
}
