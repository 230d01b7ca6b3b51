package dev.fairway.core.intent;

import static dev.fairway.core.diagnostic.DiagnosticCode.EMPTY_VALUE;
import static dev.fairway.core.diagnostic.DiagnosticCode.NOT_YET_SUPPORTED;

import dev.fairway.core.diagnostic.NearestWord;
import java.util.List;
import java.util.Locale;

/**
 * The grammar of the keys that no code carries out yet. One value of them is: {@code class: none}.
 */
final class OtherKeys {

  private static final String NONE = "none";

  private OtherKeys() {}

  static ParseResult<String> parse(AnnotationKey key, String value) {
    if (!key.equals(AnnotationKey.general(KeyName.CLASS))) {
      return ParseResult.flawed(
          NOT_YET_SUPPORTED,
          "is not supported by this version: remove it; what can be asked for is tunnel, fallback"
              + " and ports");
    }
    String name = CommaList.trim(value);
    if (name.isEmpty()) {
      return ParseResult.flawed(EMPTY_VALUE, "is empty: write 'none' to take no defaults");
    }
    return name.equals(NONE) ? ParseResult.of(name) : notYet(name);
  }

  private static ParseResult<String> notYet(String name) {
    return ParseResult.flawed(
        NOT_YET_SUPPORTED,
        "names '"
            + Excerpt.of(name)
            + "', and classes are not supported by this version: remove it, or write 'none' to take"
            + " no defaults"
            + NearestWord.hint(name.toLowerCase(Locale.ROOT), List.of(NONE)));
  }
}
