package dev.fairway.catalyst.simulator.model;

import dev.fairway.catalyst.simulator.model.store.ManagerObject;
import dev.fairway.catalyst.simulator.model.store.StoredObjects;
import java.time.Instant;
import java.util.Optional;

/**
 * An edit of something active that no template push has followed yet.
 *
 * @param processId how requests name it
 * @param user who edits
 * @param before the object as it was; empty where somebody only holds the lock
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
