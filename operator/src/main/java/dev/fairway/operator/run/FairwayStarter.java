package dev.fairway.operator.run;

import dev.fairway.operator.instance.FairwayInstance;

/** Puts a running Fairway together. */
@FunctionalInterface
public interface FairwayStarter {

  /** Starts one: it watches at once, and stands by until it is told to lead. */
  FairwayInstance start(FairwayDependencies parts);
}
