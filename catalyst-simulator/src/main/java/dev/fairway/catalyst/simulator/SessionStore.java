package dev.fairway.catalyst.simulator;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The store of sessions, the least recently used first. Thread-safe. */
final class SessionStore {

  private final Map<String, ServerSession> sessions = new LinkedHashMap<>(16, 0.75f, true);
  private final SessionLimits rules;
  private final InstantSource clock;

  SessionStore(SessionLimits rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** A new session; where there are too many then, the least recently used one ends. */
  synchronized ServerSession begin(String user) {
    sessions.values().removeIf(session -> session.isOver(rules, clock.instant()));
    ServerSession session = new ServerSession(new AuthenticatedUser(user), clock.instant());
    sessions.put(session.id(), session);
    if (sessions.size() > rules.limit()) {
      Iterator<String> oldest = sessions.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return session;
  }

  /** The session of that id, which counts as used now. */
  synchronized Optional<AuthenticatedUser> use(String id) {
    Optional<ServerSession> found = Optional.ofNullable(sessions.get(id));
    if (found.filter(session -> session.isOver(rules, clock.instant())).isPresent()) {
      sessions.remove(id);
      return Optional.empty();
    }
    found.ifPresent(session -> session.use(clock.instant()));
    return found.map(ServerSession::caller);
  }

  synchronized void end(String id) {
    sessions.remove(id);
  }

  synchronized void endAll() {
    sessions.clear();
  }

  synchronized int size() {
    return sessions.size();
  }
}
