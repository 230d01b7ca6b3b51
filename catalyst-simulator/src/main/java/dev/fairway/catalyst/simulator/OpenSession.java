package dev.fairway.catalyst.simulator;

import java.time.Instant;

/** A session of somebody who logged in by password. Guarded by {@link OpenSessions}. */
final class OpenSession {

  private final String id = Secrets.fresh();
  private final Caller caller;
  private final Instant begun;
  private Instant used;

  OpenSession(Caller caller, Instant begun) {
    this.caller = caller;
    this.begun = begun;
    this.used = begun;
  }

  String id() {
    return id;
  }

  Caller caller() {
    return caller;
  }

  void use(Instant now) {
    used = now;
  }

  boolean isOver(SessionRules rules, Instant now) {
    return !now.isBefore(used.plus(rules.idle())) || !now.isBefore(begun.plus(rules.life()));
  }
}
