package dev.fairway.k8s.watch;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of the API server by the answers to small reads. Immutable.
 *
 * @param problem what is wrong, where it does not answer; empty where it does
 * @param silent how long ago it proved to work
 */
public record ApiServerState(Optional<String> problem, Duration silent) {

  /** An API server that answers. */
  public static final ApiServerState WORKING = new ApiServerState(Optional.empty(), Duration.ZERO);

  /** True where it is away, and has been for so long, or longer. */
  public boolean awayFor(Duration time) {
    return problem.isPresent() && silent.compareTo(time) >= 0;
  }
}
