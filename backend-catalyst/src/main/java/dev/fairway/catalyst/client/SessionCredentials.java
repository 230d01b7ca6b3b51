package dev.fairway.catalyst.client;

import java.util.List;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * The credentials of one session, sent with each request: its cookies, and headers with tokens. A
 * response within one session never changes the credentials of another, however late it comes.
 * Thread-safe.
 */
final class SessionCredentials {

  private static final int MAX_HEADER = 8192;

  private final SessionCookies cookies;
  private final Headers headers;

  private SessionCredentials(SessionCookies cookies, Headers headers) {
    this.cookies = cookies;
    this.headers = headers;
  }

  /** No credentials yet. */
  static SessionCredentials none() {
    return new SessionCredentials(new SessionCookies(), Headers.EMPTY);
  }

  /** The same cookies, and one header more. */
  SessionCredentials with(String header, String value) {
    return new SessionCredentials(cookies, headers.newBuilder().set(header, value).build());
  }

  SessionCookies cookies() {
    return cookies;
  }

  /** Adds them to a request. */
  void addTo(Request.Builder request, HttpUrl url) {
    headers.forEach(header -> request.header(header.getFirst(), header.getSecond()));
    String cookie = cookies.header(url);
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
  }

  /** The values that no message may hold. */
  List<String> secrets() {
    Stream<String> values =
        headers.toMultimap().values().stream()
            .flatMap(List::stream)
            .map(value -> value.startsWith("Bearer ") ? value.substring(7) : value);
    return Stream.concat(values, cookies.values().stream()).toList();
  }

  /** True for a value that a header can hold: visible characters of ASCII, not too many. */
  static boolean fitsHeader(String value) {
    return !value.isEmpty()
        && value.length() <= MAX_HEADER
        && value.chars().allMatch(character -> character > ' ' && character < 127);
  }
}
