package dev.fairway.catalyst.change;

/**
 * How a push ended.
 *
 * @param kind in which way
 * @param why one sentence, with what the Manager said
 */
record TaskResult(Kind kind, String why) {

  /** The ways. */
  enum Kind {
    /** Every controller has it. */
    ACCEPTED,
    /** Something else was at work, and nothing was pushed. */
    SKIPPED,
    /** Some controllers have it, and some refused. */
    PARTLY,
    /** Some controllers are away and get it when they are back. */
    SCHEDULED,
    /** No controller took it. */
    REFUSED
  }

  boolean accepted() {
    return kind == Kind.ACCEPTED;
  }

  /** True where the Manager needs no other push for it: who is away gets it on coming back. */
  boolean delivered() {
    return accepted() || kind == Kind.SCHEDULED;
  }

  /** True where the same push may end better. */
  boolean worthAgain() {
    return kind == Kind.SKIPPED || kind == Kind.PARTLY || kind == Kind.SCHEDULED;
  }
}
