package dev.fairway.examples.custombackend;

import dev.fairway.spi.ErrorKind;

/**
 * What became of one site's change.
 *
 * @param state what is in force there
 * @param kind what sort of failure; means nothing for {@link State#COMMITTED}
 * @param why one sentence
 */
record AcmeSiteResult(State state, ErrorKind kind, String why) {

  /** What is in force at a site. */
  enum State {
    /** What the plan wants. */
    COMMITTED,
    /** What was there before: nothing was asked of the site. */
    NOT_BEGUN,
    /** What was there before: the site refused. */
    REFUSED,
    /** One or the other: an answer was lost. */
    UNKNOWN
  }

  static final AcmeSiteResult DONE =
      new AcmeSiteResult(State.COMMITTED, ErrorKind.INTERNAL, "committed");

  static final AcmeSiteResult WAITING =
      new AcmeSiteResult(
          State.NOT_BEGUN, ErrorKind.INTERNAL, "not begun, because something before it went wrong");

  static AcmeSiteResult of(AcmeCallException failed) {
    State state =
        switch (failed.fate()) {
          case UNSENT -> State.NOT_BEGUN;
          case REFUSED -> State.REFUSED;
          case LOST -> State.UNKNOWN;
        };
    return new AcmeSiteResult(state, failed.kind(), failed.sentence());
  }

  boolean is(State other) {
    return state == other;
  }
}
