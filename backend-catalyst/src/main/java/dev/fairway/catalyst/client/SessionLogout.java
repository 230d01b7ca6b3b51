package dev.fairway.catalyst.client;

import dev.fairway.catalyst.wire.WireJson;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import okhttp3.RequestBody;

/**
 * Gives a session back, so that its slot is free for others. A Manager ends it by itself after half
 * an hour, so nothing that goes wrong here matters to anybody.
 */
final class SessionLogout {

  /** For each request of it. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final ManagerTransport line;

  SessionLogout(ManagerTransport line) {
    this.line = line;
  }

  /** Logs out by the verb of the release, which is asked for where nobody did before. */
  void logOut(SessionCredentials marks, Optional<ManagerRelease> known) {
    Optional<ManagerRelease> release = known.or(() -> release(marks));
    boolean old = release.isPresent() && !release.get().atLeast(20, 12);
    line.sendLast(
        old
            ? ManagerRequest.aside("GET", "/logout?nocache=" + UUID.randomUUID(), Optional.empty())
            : ManagerRequest.aside("POST", "/logout", Optional.of(RequestBody.EMPTY)),
        marks,
        LIMIT);
  }

  private Optional<ManagerRelease> release(SessionCredentials marks) {
    ManagerResponse about = line.sendLast(ManagerRequest.get("/client/about"), marks, LIMIT);
    return WireJson.tryParse(about.body())
        .flatMap(json -> ManagerRelease.tryParse(json.at("/data/version").asText("")));
  }
}
