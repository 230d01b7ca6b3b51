package dev.fairway.core.intent;

import static dev.fairway.core.diagnostic.DiagnosticCode.EMPTY_VALUE;
import static dev.fairway.core.diagnostic.DiagnosticCode.MALFORMED_VALUE;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.policy.Fallback;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The grammar of {@code fallback}: one of two words. */
final class FallbackGrammar {

  private static final String CHOICE = "'none' (drop the traffic) or 'any' (use any path)";

  private FallbackGrammar() {}

  static ParseResult<Fallback> parse(String value) {
    String word = CommaList.trim(value);
    if (word.isEmpty()) {
      return ParseResult.flawed(EMPTY_VALUE, "is empty: write " + CHOICE);
    }
    for (Fallback fallback : Fallback.values()) {
      if (fallback.text().equals(word)) {
        return ParseResult.of(fallback);
      }
    }
    return ParseResult.flawed(
        MALFORMED_VALUE,
        "says '"
            + Excerpt.of(word)
            + "': write "
            + CHOICE
            + NearestWord.hint(word.toLowerCase(Locale.ROOT), words()));
  }

  private static List<String> words() {
    return Arrays.stream(Fallback.values()).map(Fallback::text).toList();
  }
}
