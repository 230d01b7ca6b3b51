package dev.fairway.operator.instance;

/** The follower of an election: acts while this process leads. Thread-safe. */
public interface LeadershipFollower {

  /** Acts from now on. Does nothing where it acts already. */
  void lead();

  /**
   * Only watches from now on. No write begins after this returned, also within a sync that is under
   * way.
   */
  void standBy();
}
