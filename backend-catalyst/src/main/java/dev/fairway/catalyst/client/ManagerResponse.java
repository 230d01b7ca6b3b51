package dev.fairway.catalyst.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.MediaType;

/**
 * A response of the Manager.
 *
 * @param status of HTTP
 * @param headers as they came
 * @param body empty where it was too large
 * @param tooLarge true where the body was larger than the limit
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ManagerResponse(int status, Headers headers, byte[] body, boolean tooLarge) {

  private static final int SNIFFED = 512;
  private static final String NOT_READY = "server is not ready or temporarily unavailable";

  boolean successful() {
    return status / 100 == 2;
  }

  boolean isEmpty() {
    return body.length == 0 && !tooLarge;
  }

  /** An HTML page, whatever the content type says: some releases say none. */
  boolean html() {
    String begin = text(SNIFFED).toLowerCase(Locale.ROOT);
    return begin.contains("<html") || begin.contains("<!doctype html");
  }

  /** The page that a Manager shows while it starts. */
  boolean startingPage() {
    return html() && text(body.length).toLowerCase(Locale.ROOT).contains(NOT_READY);
  }

  /** True where the content type says JSON, or there is none. */
  boolean mayBeJson() {
    String type = headers.get("Content-Type");
    MediaType media = type == null ? null : MediaType.parse(type);
    return media == null || media.subtype().toLowerCase(Locale.ROOT).contains("json");
  }

  /** The header {@code Retry-After} where it is in seconds; zero is one. */
  Optional<Duration> retryAfter() {
    String seconds = Objects.requireNonNullElse(headers.get("Retry-After"), "").strip();
    return seconds.matches("\\d{1,6}")
        ? Optional.of(Duration.ofSeconds(Math.max(1, Long.parseLong(seconds))))
        : Optional.empty();
  }

  String text(int most) {
    return new String(body, 0, Math.min(most, body.length), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "status " + status;
  }
}
