package dev.fairway.runtime.loop;

import dev.fairway.spi.ErrorKind;

/** What helps after a pass that did not do all. In ascending order of how long it takes. */
enum Remedy {
  /** Nothing is wrong. */
  NONE,
  /** Only that something changes: the same again would fail again, or may not be tried. */
  CHANGE,
  /** To look at the fabric again, which is no longer as it was. */
  LOOK_AGAIN,
  /** To wait as long as the backend says; nothing failed. */
  WAIT,
  /** To go on where a pass had to stop that came some of the way. */
  GO_ON,
  /** To try again after a while. */
  RETRY,
  /** To leave the fabric alone for a while; it is not there, or has too much to do. */
  BACK_OFF,
  /** To leave it alone for long: a wrong password, tried often, locks an account. */
  BACK_OFF_LONG;

  static Remedy of(ErrorKind kind) {
    return switch (kind) {
      case UNAVAILABLE, THROTTLED -> BACK_OFF;
      case UNAUTHORIZED -> BACK_OFF_LONG;
      case NOT_YET -> WAIT;
      case CONFLICT -> LOOK_AGAIN;
      case REJECTED, UNSUPPORTED, ABANDONED -> CHANGE;
      case INTERNAL -> RETRY;
    };
  }

  /** True where a pass comes back by itself. */
  boolean tries() {
    return compareTo(CHANGE) > 0;
  }
}
