package dev.fairway.operator.settings;

import dev.fairway.core.plan.PlanMode;
import java.time.Duration;

/**
 * How passes are made.
 *
 * @param mode how far a plan may go
 * @param debounce how long a change waits for others; 0 or longer
 * @param maxDelay how long a change waits at most; not shorter than {@code debounce}
 * @param resync how often a pass runs without a change; longer than 0
 */
public record SyncSection(PlanMode mode, Duration debounce, Duration maxDelay, Duration resync) {

  /** Refuses a debounce that would outlast its own bound. */
  public SyncSection {
    if (debounce.compareTo(maxDelay) > 0) {
      throw new IllegalArgumentException("debounce " + debounce + " over maxDelay " + maxDelay);
    }
  }
}
