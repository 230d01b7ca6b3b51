package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.Optional;

/**
 * The last time at which the fabric was asked, and the policy on it was as the last report says.
 *
 * @param age how long ago it was asked; empty: never yet
 * @param current true where the report still tells what is in force: the look is not older than the
 *     interval of looks and {@link #ALLOWANCE}, and no later one failed or found another policy
 */
public record LastLook(Optional<Duration> age, boolean current) {

  /** How much older than the interval a look may be, for the time that its requests take. */
  public static final Duration ALLOWANCE = Duration.ofSeconds(10);

  /** No look yet. */
  public static final LastLook NONE = new LastLook(Optional.empty(), false);

  static LastLook of(Optional<Duration> age, boolean outdated, Duration interval) {
    boolean young = age.filter(time -> time.compareTo(interval.plus(ALLOWANCE)) <= 0).isPresent();
    return new LastLook(age, young && !outdated);
  }
}
