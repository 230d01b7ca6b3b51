package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of several moments, or of several durations, comes first. */
final class Moments {

  private Moments() {}

  static Duration earlier(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  static Duration later(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** The earliest that there is. */
  @SafeVarargs
  static Optional<Duration> earliest(Optional<Duration>... moments) {
    return Stream.of(moments).flatMap(Optional::stream).min(Duration::compareTo);
  }
}
