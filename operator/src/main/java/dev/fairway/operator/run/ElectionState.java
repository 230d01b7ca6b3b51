package dev.fairway.operator.run;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of a leader election as one process observed it, with the guard against late renewals:
 * a renewal counts from when it was begun, and for {@code renew} only. Not thread-safe; times are
 * nanoseconds of one clock.
 */
final class ElectionState {

  /** The consequences of an observation. */
  enum Change {
    /** This process leads from now on. */
    GAINED,
    /** This process leads no more. */
    LOST,
    /** Another process leads than before, and not this one. */
    OTHER_LEADER,
    /** Nothing. */
    NONE
  }

  private final String identity;
  private final long renewNanos;
  private boolean leads;
  private long renewedAt;
  private Optional<String> holder = Optional.empty();
  private Optional<String> problem = Optional.empty();

  ElectionState(String identity, Duration renew) {
    this.identity = identity;
    this.renewNanos = renew.toNanos();
  }

  /** Observes the holder of the Lease, read or written by a call that was begun at that time. */
  Change heldBy(Optional<String> name, long begunAt, long now) {
    problem = Optional.empty();
    boolean other = !name.equals(holder);
    holder = name;
    if (name.filter(identity::equals).isEmpty()) {
      Change lost = lost();
      return lost == Change.NONE && other && name.isPresent() ? Change.OTHER_LEADER : lost;
    }
    renewedAt = begunAt;
    // A renewal whose answer came too late is worth nothing: another process may lead already.
    if (now - begunAt >= renewNanos) {
      return lost();
    }
    boolean before = leads;
    leads = true;
    return before ? Change.NONE : Change.GAINED;
  }

  /** Observes that time has passed. */
  Change checked(long now) {
    return leads && now - renewedAt >= renewNanos ? lost() : Change.NONE;
  }

  /** Ends the leadership of this process. */
  Change lost() {
    boolean before = leads;
    leads = false;
    return before ? Change.LOST : Change.NONE;
  }

  /** Observes a failed call; true where its problem is another one than before. */
  boolean failed(String sentence) {
    boolean other = !problem.equals(Optional.of(sentence));
    problem = Optional.of(sentence);
    return other;
  }

  boolean leads() {
    return leads;
  }

  /** The leader as far as is known. */
  Optional<String> holder() {
    return holder;
  }

  /** The problem of the last call; empty where it went well. */
  Optional<String> problem() {
    return problem;
  }
}
