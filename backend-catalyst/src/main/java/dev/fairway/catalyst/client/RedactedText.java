package dev.fairway.catalyst.client;

import java.util.List;

/** What others said, fit for a sentence of ours: one line, not long, no secret. */
final class RedactedText {

  private static final int LONGEST = 300;
  private static final int SHORTEST_SECRET = 4;

  private RedactedText() {}

  static String of(String said, List<String> secrets) {
    String words = said;
    for (String secret : secrets) {
      if (secret.length() >= SHORTEST_SECRET) {
        words = words.replace(secret, "***");
      }
    }
    String line = words.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
