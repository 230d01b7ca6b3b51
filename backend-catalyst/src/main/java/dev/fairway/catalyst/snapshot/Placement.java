package dev.fairway.catalyst.snapshot;

import java.util.Optional;

/** Where rules of Fairway go on this Manager now. */
public sealed interface Placement {

  /**
   * Beside what people wrote: an entry of its own in the assembly of the active policy.
   *
   * @param policyId the Manager's id of it
   * @param siteListId the site list of somebody else's that the entry has to name; empty where it
   *     names one of Fairway's
   */
  record Attach(String policyId, Optional<String> siteListId) implements Placement {

    /** Under a site list of Fairway's. */
    public Attach(String policyId) {
      this(policyId, Optional.empty());
    }
  }

  /**
   * In a policy that Fairway made, because nobody's is active.
   *
   * @param policyId the Manager's id of it; empty where it is not there yet
   * @param active true where it is in force
   */
  record Own(String policyId, boolean active) implements Placement {}

  /**
   * Nowhere: nothing is written.
   *
   * @param why one sentence that names what is in the way and what would be right
   */
  record Refused(String why) implements Placement {}
}
