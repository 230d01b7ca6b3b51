package dev.fairway.catalyst.simulator;

import java.time.Duration;

/**
 * The limits of sessions: their number and their lifetime.
 *
 * @param limit with one more, the session that was used least recently ends
 * @param idle a session that is not used for so long ends
 * @param life a session ends so long after the login
 * @param face the response to requests of an expired session
 */
record SessionLimits(int limit, Duration idle, Duration life, ExpiredSessionResponse face) {

  SessionLimits {
    if (limit < 1) {
      throw new IllegalArgumentException("session limit " + limit + ": must be 1 or more");
    }
    requirePositive("session idle time", idle);
    requirePositive("session life", life);
  }

  private static void requirePositive(String what, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(what + " " + duration + ": must be longer than nothing");
    }
  }
}
