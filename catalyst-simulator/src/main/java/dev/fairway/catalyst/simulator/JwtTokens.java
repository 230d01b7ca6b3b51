package dev.fairway.catalyst.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The JWTs of users, and the refresh tokens that renew them. Thread-safe. */
final class JwtTokens {

  /** A refresh token lives so many times as long as the token. */
  private static final int REFRESH_FACTOR = 86_400;

  /**
   * Two fresh tokens.
   *
   * @param expires when the first of them ends
   */
  record Pair(String token, String refresh, AuthenticatedUser caller, Instant expires) {}

  private record Held(AuthenticatedUser caller, Instant expires) {}

  private final InstantSource clock;
  private final Map<String, Held> tokens = new HashMap<>();
  private final Map<String, Held> refreshes = new HashMap<>();

  JwtTokens(InstantSource clock) {
    this.clock = clock;
  }

  synchronized Pair begin(String user, Duration life) {
    String refresh = RandomTokens.fresh();
    Held held =
        new Held(
            new AuthenticatedUser(user), clock.instant().plus(life.multipliedBy(REFRESH_FACTOR)));
    refreshes.put(refresh, held);
    return with(held, refresh, life);
  }

  /** A new token for the same refresh token, which lives no longer for it. */
  synchronized Optional<Pair> renew(String refresh, Duration life) {
    return alive(refreshes, refresh).map(held -> with(held, refresh, life));
  }

  private Pair with(Held held, String refresh, Duration life) {
    tokens.values().removeIf(this::isOver);
    String token =
        String.join(".", RandomTokens.fresh(), RandomTokens.fresh(), RandomTokens.fresh());
    Instant expires = clock.instant().plus(life);
    tokens.put(token, new Held(held.caller(), expires));
    return new Pair(token, refresh, held.caller(), expires);
  }

  synchronized Optional<AuthenticatedUser> caller(String token) {
    return alive(tokens, token).map(Held::caller);
  }

  private Optional<Held> alive(Map<String, Held> among, String key) {
    return Optional.ofNullable(among.get(key)).filter(held -> !isOver(held));
  }

  private boolean isOver(Held held) {
    return !clock.instant().isBefore(held.expires());
  }
}
