package dev.fairway.operator.run;

import java.time.Duration;
import java.util.Optional;

/** What a process knows of an election. Not thread-safe; times are nanoseconds of one clock. */
final class ElectionState {

  /** What follows from something that was seen. */
  enum Change {
    /** This process leads from now on. */
    GAINED,
    /** This process leads no more. */
    LOST,
    /** Another one leads than before, and not this one. */
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

  /** The Lease names that holder, which was asked or written at that time. */
  Change heldBy(Optional<String> name, long begunAt, long now) {
    problem = Optional.empty();
    boolean other = !name.equals(holder);
    holder = name;
    if (name.filter(identity::equals).isEmpty()) {
      Change lost = lost();
      return lost == Change.NONE && other && name.isPresent() ? Change.OTHER_LEADER : lost;
    }
    renewedAt = begunAt;
    // An answer that came too late is worth nothing: others may lead already.
    if (now - begunAt >= renewNanos) {
      return lost();
    }
    boolean before = leads;
    leads = true;
    return before ? Change.NONE : Change.GAINED;
  }

  /** Time has passed. */
  Change checked(long now) {
    return leads && now - renewedAt >= renewNanos ? lost() : Change.NONE;
  }

  /** This process is not the one, whatever it was. */
  Change lost() {
    boolean before = leads;
    leads = false;
    return before ? Change.LOST : Change.NONE;
  }

  /** Something went wrong; true where it is another thing than before. */
  boolean failed(String sentence) {
    boolean other = !problem.equals(Optional.of(sentence));
    problem = Optional.of(sentence);
    return other;
  }

  boolean leads() {
    return leads;
  }

  /** Who leads as far as is known. */
  Optional<String> holder() {
    return holder;
  }

  /** What went wrong last, where nothing went well since. */
  Optional<String> problem() {
    return problem;
  }
}
