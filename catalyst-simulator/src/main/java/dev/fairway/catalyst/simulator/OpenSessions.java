package dev.fairway.catalyst.simulator;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The sessions, the one that was used least recently first. Thread-safe. */
final class OpenSessions {

  private final Map<String, OpenSession> sessions = new LinkedHashMap<>(16, 0.75f, true);
  private final SessionRules rules;
  private final InstantSource clock;

  OpenSessions(SessionRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** A new one; if there are too many then, the one that was used least recently ends. */
  synchronized OpenSession begin(String user) {
    sessions.values().removeIf(session -> session.isOver(rules, clock.instant()));
    OpenSession session = new OpenSession(new Caller(user), clock.instant());
    sessions.put(session.id(), session);
    if (sessions.size() > rules.limit()) {
      Iterator<String> oldest = sessions.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return session;
  }

  /** The session of that id, which counts as used now. */
  synchronized Optional<Caller> use(String id) {
    Optional<OpenSession> found = Optional.ofNullable(sessions.get(id));
    if (found.filter(session -> session.isOver(rules, clock.instant())).isPresent()) {
      sessions.remove(id);
      return Optional.empty();
    }
    found.ifPresent(session -> session.use(clock.instant()));
    return found.map(OpenSession::caller);
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
