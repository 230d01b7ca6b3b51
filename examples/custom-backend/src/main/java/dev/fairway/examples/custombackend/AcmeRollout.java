package dev.fairway.examples.custombackend;

import dev.fairway.core.policy.OwnerId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All sites on their way. Every site is prepared before the first one commits, because most of what
 * can go wrong goes wrong while preparing, and then nothing is in force anywhere. A site that fails
 * does not hold up the others, with one exception: a site that was changed meanwhile means that the
 * plan is stale, and nothing more is written.
 */
final class AcmeRollout {

  private final List<AcmeSiteChange> changes;

  private AcmeRollout(List<AcmeSiteChange> changes) {
    this.changes = changes;
  }

  /** Takes every site as far as it goes. */
  // tag::run[]
  static void run(OwnerId owner, List<AcmeSiteChange> changes) {
    AcmeRollout rollout = new AcmeRollout(changes);
    rollout.each(AcmeSiteChange::prepare);
    rollout.each(AcmeSiteChange::commit);
    rollout.each(change -> change.clean(owner));
    rollout.requireSomethingWritten();
  }

  // end::run[]

  private void each(Consumer<AcmeSiteChange> stage) {
    for (AcmeSiteChange change : changes) {
      if (changes.stream().noneMatch(AcmeSiteChange::conflicts)) {
        stage.accept(change);
      }
    }
  }

  /** Where no site received anything, there is no report: the call failed as a whole. */
  private void requireSomethingWritten() {
    Optional<AcmeCallException> failure =
        changes.stream().flatMap(change -> change.failure().stream()).findFirst();
    if (failure.isPresent() && changes.stream().noneMatch(AcmeSiteChange::mayHaveWritten)) {
      throw failure.get().toBackendException();
    }
  }
}
