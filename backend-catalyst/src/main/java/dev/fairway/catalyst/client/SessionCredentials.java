package dev.fairway.catalyst.client;

import java.util.List;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * What one login gave us to show with each request: cookies, and headers. An answer to one login's
 * request never touches the marks of another, however late it comes. Thread-safe.
 */
final class SessionCredentials {

  private static final int LONGEST = 8192;

  private final SessionCookies cookies;
  private final Headers headers;

  private SessionCredentials(SessionCookies cookies, Headers headers) {
    this.cookies = cookies;
    this.headers = headers;
  }

  /** None yet. */
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

  void dress(Request.Builder request, HttpUrl url) {
    headers.forEach(header -> request.header(header.getFirst(), header.getSecond()));
    String line = cookies.line(url);
    if (!line.isEmpty()) {
      request.header("Cookie", line);
    }
  }

  /** Every value that no text may hold. */
  List<String> secrets() {
    Stream<String> values =
        headers.toMultimap().values().stream()
            .flatMap(List::stream)
            .map(value -> value.startsWith("Bearer ") ? value.substring(7) : value);
    return Stream.concat(values, cookies.values().stream()).toList();
  }

  /** True where a header can hold it: visible characters of ASCII, not too many. */
  static boolean fitsHeader(String value) {
    return !value.isEmpty()
        && value.length() <= LONGEST
        && value.chars().allMatch(character -> character > ' ' && character < 127);
  }
}
