package dev.fairway.catalyst.change;

import java.util.Optional;

/**
 * The one edit of a change of what is in force. Each method is called at most once but {@link
 * #put}, in this order, and makes requests.
 */
interface ActivePolicyEdit {

  /** Makes what nothing in force refers to yet; what is made is noted. */
  void prepare(CreatedObjects made);

  /**
   * Reads again what is to be edited.
   *
   * @throws dev.fairway.spi.BackendException of kind {@code CONFLICT} where it is not as the draft
   *     was made from
   */
  void requireUnchanged();

  /** Edits; the controllers know nothing of it yet. */
  void put();

  /** Brings what the database holds to the controllers. */
  Push push();

  /**
   * Puts back what was there before.
   *
   * @return how that reaches the controllers; empty where they never saw anything else
   */
  Optional<Push> putBack();

  /** True where the database holds what was put, and it is in force. */
  boolean holds();

  /** What it left of no use. */
  UnusedObjects.Done done();
}
