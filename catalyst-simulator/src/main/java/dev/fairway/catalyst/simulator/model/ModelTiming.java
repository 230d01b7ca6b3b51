package dev.fairway.catalyst.simulator.model;

import java.time.Duration;

/**
 * The durations of pushes, tasks and leases.
 *
 * @param push from the request to the end of a task on the controllers
 * @param appear until the status of a new task can be read
 * @param lease of an edit lock; when it runs out, the edit is taken back
 */
public record ModelTiming(Duration push, Duration appear, Duration lease) {

  /** Five seconds, half a second, ten minutes. */
  public static final ModelTiming USUAL =
      new ModelTiming(Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofMinutes(10));

  /** Refuses times that do not pass forwards. */
  public ModelTiming {
    if (push.isNegative() || appear.isNegative() || lease.isNegative() || lease.isZero()) {
      throw new IllegalArgumentException("push " + push + " appear " + appear + " lease " + lease);
    }
  }

  /** The same with another time for pushes. */
  public ModelTiming withPush(Duration other) {
    return new ModelTiming(other, appear, lease);
  }

  /** The same with another time until a task's status can be read. */
  public ModelTiming withAppear(Duration other) {
    return new ModelTiming(push, other, lease);
  }

  /** The same with another lease. */
  public ModelTiming withLease(Duration other) {
    return new ModelTiming(push, appear, other);
  }
}
