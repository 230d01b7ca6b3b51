package dev.fairway.catalyst.change;

import dev.fairway.catalyst.snapshot.UnusedObjects.ChangeEffects;
import java.util.Optional;

/**
 * The one edit of the active policy in a change. The methods make requests and are called in this
 * order, each at most once, but for {@link #put}, which may be repeated.
 */
interface ActivePolicyEdit {

  /** Creates objects to which nothing in force refers yet. */
  void prepare(CreatedObjects created);

  /**
   * Reads again the objects that are going to be edited.
   *
   * @throws dev.fairway.spi.BackendException of kind {@code CONFLICT} where they are not as the
   *     draft was made from
   */
  void requireUnchanged();

  /** Edits the database; the controllers do not see it yet. */
  void put();

  /** The push that brings the edit to the controllers. */
  ControllerPush push();

  /**
   * Restores the database.
   *
   * @return the push of the restored state; empty where the controllers never saw another one
   */
  Optional<ControllerPush> putBack();

  /** True where the edit is in the database, and in force. */
  boolean isInForce();

  /** The effects of the edit, once it is in force. */
  ChangeEffects effects();
}
