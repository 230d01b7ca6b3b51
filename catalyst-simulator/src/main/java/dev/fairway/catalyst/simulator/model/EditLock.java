package dev.fairway.catalyst.simulator.model;

import dev.fairway.catalyst.simulator.model.store.ManagerObject;
import dev.fairway.catalyst.simulator.model.store.StoredObjects;
import java.time.Instant;
import java.util.Optional;

/**
 * The lock of an edit of something active, until a template push follows.
 *
 * @param processId the id in requests
 * @param user the holder
 * @param before the object as it was; empty where the lock alone is held
 * @param world everything as it was
 * @param expires when the edit is taken back
 */
record EditLock(
    String processId,
    String user,
    Optional<ManagerObject> before,
    StoredObjects world,
    Instant expires) {

  EditLock until(Instant later) {
    return new EditLock(processId, user, before, world, later);
  }
}
