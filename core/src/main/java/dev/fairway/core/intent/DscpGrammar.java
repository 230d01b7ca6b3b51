package dev.fairway.core.intent;

import static dev.fairway.core.diagnostic.DiagnosticCode.MALFORMED_VALUE;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.net.Dscp;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of {@code dscp}: a number from 0 to 63, or a name. */
final class DscpGrammar {

  private static final String EXPECTED =
      "a number from 0 to 63, or a name such as 'ef', 'af41' or 'cs5'";

  private static final int MOST = 63;
  private static final Pattern PREFIX = Pattern.compile("(?:dscp|phb)[\\s:=_-]*(.+)");
  private static final Pattern NUMBER =
      Pattern.compile("0x([0-9a-f]{1,4})|0b([01]{1,8})|0*([0-9]{1,4})(?:\\.0+)?");

  /** What other systems call a class; {@code be} is spelled like {@code le}, which is below it. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of("be", "df", "best-effort", "df", "default", "df", "expedited", "ef");

  private DscpGrammar() {}

  static ParseResult<Dscp> parse(String value) {
    String text = ValueGrammar.trim(value);
    if (text.isEmpty()) {
      return ValueGrammar.empty(EXPECTED);
    }
    try {
      return ParseResult.of(Dscp.parse(text));
    } catch (IllegalArgumentException e) {
      return ParseResult.error(
          MALFORMED_VALUE,
          "says " + ValueGrammar.quoted(text) + ": write " + EXPECTED + hint(text));
    }
  }

  private static String hint(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Matcher prefix = PREFIX.matcher(lower);
    String bare = prefix.matches() ? prefix.group(1) : lower;
    OptionalInt number = number(bare);
    if (number.isPresent()) {
      return number.getAsInt() <= MOST
          ? ValueGrammar.didYouMean(Integer.toString(number.getAsInt()))
          : "";
    }
    String meant = OTHER_NAMES.get(bare);
    return meant != null ? ValueGrammar.didYouMean(meant) : NearestWord.hint(bare, Dscp.names());
  }

  /** A number as other systems write it: with leading zeros, hexadecimal, binary. */
  private static OptionalInt number(String text) {
    Matcher number = NUMBER.matcher(text);
    if (!number.matches()) {
      return OptionalInt.empty();
    }
    if (number.group(1) != null) {
      return OptionalInt.of(Integer.parseInt(number.group(1), 16));
    }
    return OptionalInt.of(
        number.group(2) != null
            ? Integer.parseInt(number.group(2), 2)
            : Integer.parseInt(number.group(3)));
  }
}
