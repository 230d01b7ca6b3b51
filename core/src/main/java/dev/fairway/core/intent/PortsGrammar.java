package dev.fairway.core.intent;

import static dev.fairway.core.diagnostic.DiagnosticCode.MALFORMED_VALUE;

import java.util.Locale;
import java.util.Optional;

/** The grammar of {@code ports}: {@code all}, or names and numbers. */
final class PortsGrammar {

  private static final CommaList LIST =
      new CommaList("'all', or port names and numbers, as in 'http,8080'", PortsGrammar::check);

  private PortsGrammar() {}

  static ParseResult<PortSelection> parse(String value) {
    return CommaList.trim(value).equals(PortSelection.ALL_TEXT)
        ? ParseResult.of(PortSelection.ALL)
        : LIST.parse(value).map(PortSelection::listed);
  }

  private static Optional<ParseError> check(String item) {
    if (PortRef.isNumber(item) || PortRef.isName(item)) {
      return Optional.empty();
    }
    return Optional.of(new ParseError(MALFORMED_VALUE, predicate(item)));
  }

  private static String predicate(String item) {
    return switch (item) {
      case PortSelection.ALL_TEXT -> "names 'all' and something else: 'all' stands alone";
      case PortSelection.EVERY_TEXT ->
          "says 'every', which is what holds without this key: remove"
              + " it, or give the number of a port of that name";
      default ->
          "names '"
              + Excerpt.of(item)
              + "', which is neither the name of a port (1 to 63 of a-z, 0-9 and '-', with no '-' at"
              + " either end) nor a number from 1 to 65535 that starts with no 0"
              + hint(item);
    };
  }

  private static String hint(String item) {
    String lower = item.toLowerCase(Locale.ROOT);
    boolean known = PortRef.isName(lower) || lower.equals(PortSelection.ALL_TEXT);
    return known ? "; did you mean '" + lower + "'?" : "";
  }
}
