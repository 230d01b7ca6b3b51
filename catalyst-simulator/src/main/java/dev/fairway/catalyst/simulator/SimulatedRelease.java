package dev.fairway.catalyst.simulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of the Manager. Only its first two numbers decide what the HTTP layer does; releases
 * look like {@code 20.12.3}, {@code 20.9.0.02-li} or {@code 20.1.999-98}.
 *
 * @param text as the Manager says it
 */
public record SimulatedRelease(String text, int major, int minor) {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,4})\\.(\\d{1,4})([.-][0-9A-Za-z.-]*)?");

  /** Reads one. */
  public static SimulatedRelease parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "release '" + text + "': must begin with two numbers, such as 20.12.3");
    }
    return new SimulatedRelease(
        text, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** True from that release on. */
  boolean atLeast(int otherMajor, int otherMinor) {
    return major > otherMajor || (major == otherMajor && minor >= otherMinor);
  }

  /** True where writes need a token against forged requests. */
  boolean hasXsrfToken() {
    return atLeast(19, 2);
  }

  /** True where a logout is a {@code POST}. */
  boolean logsOutByPost() {
    return atLeast(20, 12);
  }

  /** True where there is a login by JWT. */
  boolean hasJwt() {
    return atLeast(20, 18);
  }

  @Override
  public String toString() {
    return text;
  }
}
