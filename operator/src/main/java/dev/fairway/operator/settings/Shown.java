package dev.fairway.operator.settings;

import java.util.regex.Pattern;

/** What people wrote, fit to stand in a sentence. */
final class Shown {

  private static final int LONGEST = 60;
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

  private Shown() {}

  /** The value in quotes, cut where it is long. */
  static String quoted(String value) {
    return "'" + cut(value) + "'";
  }

  /** The value fit for one line, cut where it is long. */
  static String cut(String value) {
    String whole = value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
    return printable(whole);
  }

  /** The text with characters replaced that would break a line or hide in it. */
  static String printable(String text) {
    return INVISIBLE.matcher(text).replaceAll("?");
  }

  /**
   * True where a key may be shown. {@code {password:secret}} is, to YAML, one key without a value:
   * whatever does not look like a key is never repeated.
   */
  static boolean looksLikeKey(String key) {
    return KEY.matcher(key).matches();
  }
}
