package dev.fairway.catalyst.client;

import java.util.List;

/** Text from outside as part of a message: one line, of bounded length, secrets redacted. */
final class RedactedText {

  private static final int MAX_LENGTH = 300;
  private static final int MIN_SECRET_LENGTH = 4;

  private RedactedText() {}

  static String of(String text, List<String> secrets) {
    String redacted = text;
    for (String secret : secrets) {
      if (secret.length() >= MIN_SECRET_LENGTH) {
        redacted = redacted.replace(secret, "***");
      }
    }
    String line = redacted.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }
}
