package dev.fairway.catalyst.change;

import dev.fairway.catalyst.client.ManagerException.Reason;
import dev.fairway.catalyst.snapshot.ContentDigest;
import dev.fairway.catalyst.snapshot.DecodedSnapshot;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.Optional;

/**
 * The probe of the Manager's edit lock before anything is created: puts the active policy as it
 * stands, which the Manager refuses while a user holds the lock. Such a write changes nothing and,
 * unlike one of a definition or a list, begins no edit.
 */
final class EditLockProbe {

  private final PolicyApi policies;
  private final PushThrottle throttle;

  EditLockProbe(PolicyApi policies, PushThrottle throttle) {
    this.policies = policies;
    this.throttle = throttle;
  }

  /**
   * Probes; without an active policy there is nothing to lock.
   *
   * @param view read just now
   * @param readAgain true where some time has passed since
   * @return the failure; empty where nobody holds the lock
   */
  Optional<BackendException> failure(DecodedSnapshot view, boolean readAgain) {
    Optional<StoredPolicy> active = view.snapshot().active();
    if (active.isEmpty() || !throttle.probes()) {
      return Optional.empty();
    }
    try {
      if (readAgain) {
        requireUnchanged(active.get());
      }
      policies.replacePolicy(active.get());
      return Optional.empty();
    } catch (BackendException failure) {
      return Optional.of(
          ChangeOutcome.is(failure, Reason.LOCKED) ? throttle.editedByOthers() : failure);
    }
  }

  private void requireUnchanged(StoredPolicy active) {
    boolean same =
        policies.activePolicies().stream()
            .anyMatch(
                now ->
                    now.id().equals(active.id())
                        && ContentDigest.of(now.tree()).equals(ContentDigest.of(active.tree())));
    if (!same) {
      throw new BackendException(
          ErrorKind.CONFLICT,
          "another writer changed the active policy '" + active.name() + "' just now");
    }
  }
}
