package dev.fairway.operator.run;

import dev.fairway.runtime.loop.LoopListener;
import dev.fairway.runtime.loop.LoopState;
import java.util.Optional;

/** The listener that stops the process when its loop ended by itself. Thread-safe. */
final class LoopFailureListener implements LoopListener {

  private final StopSignal stop;
  private volatile Optional<String> problem = Optional.empty();

  LoopFailureListener(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public void stateChanged(LoopState state) {
    if (state.phase() == LoopState.Phase.STOPPED && state.problem().isPresent()) {
      problem = state.problem();
      stop.give();
    }
  }

  /** Why the loop ended, where it was not closed. */
  Optional<String> problem() {
    return problem;
  }
}
