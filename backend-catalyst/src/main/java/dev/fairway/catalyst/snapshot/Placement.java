package dev.fairway.catalyst.snapshot;

import java.util.Optional;

/** Where Fairway's rules go on a Manager at one moment. */
public sealed interface Placement {

  /**
   * In the active policy, whose assembly gets an entry of Fairway's beside those that are there.
   *
   * @param policyId the Manager's id of the policy
   * @param siteListId the foreign site list that the entry has to name; empty for one of Fairway's
   */
  record Attach(String policyId, Optional<String> siteListId) implements Placement {

    /** An entry under a site list of Fairway's. */
    public Attach(String policyId) {
      this(policyId, Optional.empty());
    }
  }

  /**
   * In a policy of Fairway's own, where no foreign one is active.
   *
   * @param policyId the Manager's id of the policy; empty before it is created
   * @param active true where it is in force
   */
  record Own(String policyId, boolean active) implements Placement {}

  /**
   * Nowhere: no rule is written.
   *
   * @param why one sentence that names the obstacle and its remedy
   */
  record Refused(String why) implements Placement {}
}
