package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
  static Optional<Duration> earliest(List<Optional<Duration>> moments) {
    return moments.stream().flatMap(Optional::stream).min(Duration::compareTo);
  }
}
