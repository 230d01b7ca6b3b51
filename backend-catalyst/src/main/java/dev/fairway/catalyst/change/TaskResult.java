package dev.fairway.catalyst.change;

/**
 * The result of a push.
 *
 * @param kind the kind of result
 * @param why one sentence, with what the Manager said
 */
record TaskResult(Kind kind, String why) {

  /** The kinds of result. */
  enum Kind {
    /** Every controller has the policy. */
    ACCEPTED,
    /** Another task was running, and nothing was pushed. */
    SKIPPED,
    /** Some controllers have the policy, and some refused. */
    PARTLY,
    /** Some controllers are away and get the policy when they are back. */
    SCHEDULED,
    /** No controller took the policy. */
    REFUSED
  }

  boolean accepted() {
    return kind == Kind.ACCEPTED;
  }

  /**
   * True where no other push is needed: a controller that is away gets the policy on its return.
   */
  boolean delivered() {
    return accepted() || kind == Kind.SCHEDULED;
  }

  /** True where the same push may end better. */
  boolean isRetryable() {
    return kind == Kind.SKIPPED || kind == Kind.PARTLY || kind == Kind.SCHEDULED;
  }
}
