package dev.fairway.catalyst.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import okhttp3.Cookie;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** The cookies of one session. Thread-safe. */
final class SessionCookies {

  /** What is long over by everybody's clock. */
  private static final long LONG_AGO = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

  private static final String SESSION = "JSESSIONID";

  private final Map<String, Cookie> cookies = new TreeMap<>();

  synchronized void take(HttpUrl url, Headers headers) {
    for (Cookie cookie : Cookie.parseAll(url, headers)) {
      if (cookie.expiresAt() < LONG_AGO) {
        cookies.remove(cookie.name());
      } else {
        cookies.put(cookie.name(), cookie);
      }
    }
  }

  synchronized String line(HttpUrl url) {
    return cookies.values().stream()
        .filter(cookie -> cookie.matches(url))
        .map(cookie -> cookie.name() + "=" + cookie.value())
        .collect(Collectors.joining("; "));
  }

  synchronized boolean holdsSession() {
    return cookies.containsKey(SESSION);
  }

  synchronized List<String> values() {
    return cookies.values().stream().map(Cookie::value).toList();
  }

  /** True where the answer takes the session's cookie away. */
  static boolean endsSession(HttpUrl url, Headers headers) {
    return Cookie.parseAll(url, headers).stream()
        .anyMatch(cookie -> cookie.name().equals(SESSION) && cookie.expiresAt() < LONG_AGO);
  }
}
