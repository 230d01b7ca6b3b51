package dev.fairway.catalyst.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import okhttp3.Cookie;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** The cookies of one session, the session cookie among them. Thread-safe. */
final class SessionCookies {

  /** A cookie that expires before is expired by every clock. */
  private static final long EXPIRED_BEFORE = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

  private static final String SESSION_COOKIE = "JSESSIONID";

  private final Map<String, Cookie> cookies = new TreeMap<>();

  /** Stores what the headers of a response set, and removes what they expire. */
  synchronized void store(HttpUrl url, Headers headers) {
    for (Cookie cookie : Cookie.parseAll(url, headers)) {
      if (cookie.expiresAt() < EXPIRED_BEFORE) {
        cookies.remove(cookie.name());
      } else {
        cookies.put(cookie.name(), cookie);
      }
    }
  }

  /** The header {@code Cookie} of a request; empty where there is none to send. */
  synchronized String header(HttpUrl url) {
    return cookies.values().stream()
        .filter(cookie -> cookie.matches(url))
        .map(cookie -> cookie.name() + "=" + cookie.value())
        .collect(Collectors.joining("; "));
  }

  synchronized boolean holdsSession() {
    return cookies.containsKey(SESSION_COOKIE);
  }

  synchronized List<String> values() {
    return cookies.values().stream().map(Cookie::value).toList();
  }

  /** True where the headers of a response expire the session cookie. */
  static boolean endsSession(HttpUrl url, Headers headers) {
    return Cookie.parseAll(url, headers).stream()
        .anyMatch(
            cookie -> cookie.name().equals(SESSION_COOKIE) && cookie.expiresAt() < EXPIRED_BEFORE);
  }
}
