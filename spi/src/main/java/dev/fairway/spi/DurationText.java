package dev.fairway.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of durations in settings and files: a whole number of at most nine digits, and
 * {@code us}, {@code ms}, {@code s}, {@code m} or {@code h}, as in {@code 200ms} or {@code 5m}.
 * Never negative.
 */
public final class DurationText {

  private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,8})(us|ms|s|m|h)");

  private DurationText() {}

  /** The duration, or empty where the text is not a whole number with a unit. */
  public static Optional<Duration> tryParse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "us" -> Duration.ofNanos(number * 1_000);
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        });
  }
}
