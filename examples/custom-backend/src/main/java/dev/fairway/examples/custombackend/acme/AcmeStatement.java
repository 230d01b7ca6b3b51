package dev.fairway.examples.custombackend.acme;

import java.util.HashMap;
import java.util.Map;

/**
 * An object or a rule as the controller reads it: a kind, a name, words in pairs, and after {@code
 * note} whatever people like to say. The line itself is kept as it came.
 */
record AcmeStatement(String line, String name, Map<String, String> words) {

  static AcmeStatement parse(String line) {
    int note = line.indexOf(" note ");
    String[] parts = (note < 0 ? line : line.substring(0, note)).trim().split(" +", -1);
    if (parts.length % 2 != 0) {
      throw new AcmeError(AcmeError.CANNOT, "a word without its pair in: " + line);
    }
    Map<String, String> words = new HashMap<>();
    for (int i = 2; i < parts.length; i += 2) {
      words.put(parts[i], parts[i + 1]);
    }
    return new AcmeStatement(line, parts[1], words);
  }

  /** What follows the word; {@code any} where it is not there. */
  String word(String key) {
    return words.getOrDefault(key, "any");
  }
}
