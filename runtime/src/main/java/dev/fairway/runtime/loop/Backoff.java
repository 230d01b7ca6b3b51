package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to leave the fabric alone after a pass.
 *
 * @param quiet for so long no pass begins, whatever happens
 * @param retry after that a pass begins although nothing happened; not shorter than {@code quiet};
 *     empty: only when something happens, or when it is time for the next pass anyway
 */
record Backoff(Duration quiet, Optional<Duration> retry) {

  /** Whatever comes next may come at once. */
  static final Backoff NONE = new Backoff(Duration.ZERO, Optional.empty());
}
