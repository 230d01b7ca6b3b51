package dev.fairway.core.intent;

import static dev.fairway.core.diagnostic.DiagnosticCode.MALFORMED_VALUE;

import dev.fairway.core.net.Names;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The grammar of {@code tunnel}: transports, most wanted first. */
final class TunnelGrammar {

  private static final CommaList LIST =
      new CommaList(
          "transports in order of preference, as in 'biz-internet,mpls'", TunnelGrammar::check);

  private TunnelGrammar() {}

  static ParseResult<List<Transport>> parse(String value) {
    return LIST.parse(value).map(names -> names.stream().map(Transport::new).toList());
  }

  private static Optional<ParseError> check(String item) {
    if (Names.isName(item)) {
      return Optional.empty();
    }
    return Optional.of(
        new ParseError(
            MALFORMED_VALUE,
            "names '"
                + Excerpt.of(item)
                + "', which is not a transport: its name is 1 to 63 of a-z, 0-9 and '-', with no"
                + " '-' at either end"
                + hint(item)));
  }

  /** Capitals and other separators are what people write who come from elsewhere. */
  private static String hint(String item) {
    List<String> names = List.of(item.toLowerCase(Locale.ROOT).split("[ ;|]+", -1));
    return names.stream().allMatch(Names::isName)
        ? "; did you mean '" + Excerpt.of(String.join(",", names)) + "'?"
        : "";
  }
}
