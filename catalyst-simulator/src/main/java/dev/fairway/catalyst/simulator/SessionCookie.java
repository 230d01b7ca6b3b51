package dev.fairway.catalyst.simulator;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** The session cookie. */
final class SessionCookie {

  static final String EXPIRED =
      "JSESSIONID=gone; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; Secure; HttpOnly";

  private static final String NAME = "JSESSIONID=";

  private SessionCookie() {}

  static String set(String id) {
    return NAME + id + "; Path=/; Secure; HttpOnly";
  }

  /** The session that the request's headers name. */
  static Optional<String> in(Collection<String> headers) {
    return headers.stream()
        .flatMap(header -> Arrays.stream(header.split(";")))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(NAME))
        .map(cookie -> cookie.substring(NAME.length()))
        .findFirst();
  }
}
