package dev.fairway.examples.custombackend;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.examples.custombackend.AcmeCallException.Fate;
import dev.fairway.examples.custombackend.AcmeSiteResult.State;
import dev.fairway.spi.ErrorKind;
import java.util.Optional;

/**
 * One site on its way from what it holds to what it shall hold. Each write carries the change
 * counter that the one before it left, so the first write after another writer's is refused. Not
 * thread-safe.
 */
final class AcmeSiteChange {

  private final AcmeSession session;
  private final AcmeCandidate draft;
  private final String site;
  private long changes;
  private boolean prepared;
  private boolean written;
  private AcmeSiteResult result = AcmeSiteResult.WAITING;
  private Optional<AcmeCallException> failure = Optional.empty();

  AcmeSiteChange(AcmeSession session, AcmeCandidate draft) {
    this.session = session;
    this.draft = draft;
    this.site = draft.before().site();
    this.changes = draft.before().changes();
  }

  // tag::steps[]
  /** Adds the objects that the new list needs, and loads the list: nothing is in force yet. */
  void prepare() {
    attempt(
        () -> {
          for (AcmeObject object : draft.added()) {
            written(session.addObject(site, changes, object));
          }
          written(session.load(site, changes, draft.after().lines()));
          prepared = true;
        });
  }

  /** Swaps the list: the site goes from all of the old to all of the new. */
  void commit() {
    if (prepared) {
      attempt(
          () -> {
            written(session.commit(site, changes));
            result = AcmeSiteResult.DONE;
          });
    }
  }

  /**
   * Deletes the objects that nothing uses any more. A failure changes nothing that is in force, so
   * it is no outcome: the next change of this site finds what was left.
   */
  void clean(OwnerId owner) {
    if (result.is(State.COMMITTED)) {
      try {
        for (String object : draft.unused(owner)) {
          written(session.deleteObject(site, changes, object));
        }
      } catch (AcmeCallException leftForNextTime) {
        failure = Optional.of(leftForNextTime);
      }
    }
  }

  // end::steps[]

  private void written(long counter) {
    changes = counter;
    written = true;
  }

  private void attempt(Runnable writes) {
    try {
      writes.run();
    } catch (AcmeCallException failed) {
      written |= failed.fate() == Fate.LOST;
      result = AcmeSiteResult.of(failed);
      failure = Optional.of(failed);
    }
  }

  /** False where the site holds already what it shall hold. */
  boolean isNeeded() {
    return !draft.isEmpty();
  }

  /** The site's name. */
  String site() {
    return site;
  }

  AcmeSiteResult result() {
    return result;
  }

  /** What went wrong here, if anything did. */
  Optional<AcmeCallException> failure() {
    return failure;
  }

  /** True where the site has, or may have, received a write that it carried out. */
  boolean mayHaveWritten() {
    return written;
  }

  /** True where another writer changed the site: then the plan is stale, everywhere. */
  boolean conflicts() {
    return result.is(State.REFUSED) && result.kind() == ErrorKind.CONFLICT;
  }

  /** What the site holds now, as far as we know. */
  AcmeSiteConfig left() {
    return result.is(State.COMMITTED) ? draft.after() : draft.before();
  }
}
