package dev.fairway.catalyst.simulator;

import java.time.Instant;

/** A session of a user who logged in by password. Guarded by {@link SessionStore}. */
final class ServerSession {

  private final String id = RandomTokens.fresh();
  private final AuthenticatedUser caller;
  private final Instant begun;
  private Instant used;

  ServerSession(AuthenticatedUser caller, Instant begun) {
    this.caller = caller;
    this.begun = begun;
    this.used = begun;
  }

  String id() {
    return id;
  }

  AuthenticatedUser caller() {
    return caller;
  }

  void use(Instant now) {
    used = now;
  }

  boolean isOver(SessionLimits rules, Instant now) {
    return !now.isBefore(used.plus(rules.idle())) || !now.isBefore(begun.plus(rules.life()));
  }
}
