package dev.fairway.core.intent;

import static dev.fairway.core.diagnostic.DiagnosticCode.DUPLICATE_VALUE;
import static dev.fairway.core.diagnostic.DiagnosticCode.EMPTY_VALUE;
import static dev.fairway.core.diagnostic.DiagnosticCode.MALFORMED_VALUE;
import static dev.fairway.core.diagnostic.DiagnosticCode.NOT_YET_SUPPORTED;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.net.DnsLabel;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of annotation values, one parser for each key. White space of any kind around a value
 * or an item means nothing: a YAML block ends in a line break. A list has commas between its items,
 * no empty item, and no item twice.
 */
final class ValueGrammar {

  private static final String TRANSPORTS =
      "transports in order of preference, as in 'biz-internet,mpls'";
  private static final String PORTS = "'all', or port names and numbers, as in 'http,8080'";
  private static final String FALLBACKS = "'none' (drop the traffic) or 'any' (use any path)";
  private static final String CLASS_NONE = "none";
  private static final String REQUIRED = "required";
  private static final String ENCRYPTIONS = "'required' (only encrypted paths)";
  private static final Set<String> MEANS_REQUIRED =
      Set.of(
          "true",
          "yes",
          "on",
          "1",
          "always",
          "enable",
          "enabled",
          "encrypted",
          "ipsec",
          "must",
          "mandatory",
          "strict",
          "wireguard",
          "tls");
  private static final Set<String> MEANS_NOT_REQUIRED =
      Set.of(
          "false",
          "no",
          "off",
          "0",
          "none",
          "never",
          "any",
          "disable",
          "disabled",
          "optional",
          "preferred",
          "clear",
          "plain");

  /** What stands between names elsewhere. */
  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\u00a0;|/+&]+");

  private static final Pattern QUOTES = Pattern.compile("[\"'\\[\\]]");
  private static final Pattern PORT_RANGE =
      Pattern.compile("[0-9]+\\s*(?:[-:\u2013\u2014]|\\.{2,3})\\s*[0-9]+");
  private static final Pattern PROTOCOL_OF_PORT =
      Pattern.compile("(?:([a-z0-9-]+)[/:](?:tcp|udp|sctp))|(?:(?:tcp|udp|sctp)[/:]([a-z0-9-]+))");

  private ValueGrammar() {}

  /** {@code tunnel}: transports, most wanted first. */
  static ParseResult<List<Transport>> tunnel(String value) {
    return list(value, TRANSPORTS, ValueGrammar::transportError)
        .map(names -> names.stream().map(Transport::new).toList());
  }

  private static Optional<String> transportError(String item) {
    return DnsLabel.isValid(item)
        ? Optional.empty()
        : Optional.of(notAName(item, "transport") + hint(item, DnsLabel::isValid));
  }

  private static String notAName(String item, String what) {
    return "names "
        + quoted(item)
        + ", which is not a "
        + what
        + ": its name is 1 to 63 of a-z, 0-9 and '-', with no '-' at either end";
  }

  /** Capitals, quotes and other separators are what other systems accept. */
  private static String hint(String item, Predicate<String> valid) {
    List<String> names = pieces(item.toLowerCase(Locale.ROOT));
    return !names.isEmpty() && names.stream().allMatch(valid)
        ? didYouMean(String.join(",", names))
        : "";
  }

  /** What stands between separators, without quotes and brackets. */
  static List<String> pieces(String text) {
    return Arrays.stream(SEPARATORS.split(QUOTES.matcher(text).replaceAll("")))
        .filter(piece -> !piece.isEmpty())
        .toList();
  }

  /** {@code encryption}: one word. */
  static ParseResult<String> encryption(String value) {
    String word = trim(value);
    if (word.isEmpty()) {
      return empty(ENCRYPTIONS);
    }
    if (word.equals(REQUIRED)) {
      return ParseResult.of(word);
    }
    String lower = word.toLowerCase(Locale.ROOT);
    String hint =
        MEANS_NOT_REQUIRED.contains(lower)
            ? "; where it is not required, remove the key"
            : MEANS_REQUIRED.contains(lower)
                ? didYouMean(REQUIRED)
                : NearestWord.hint(lower, List.of(REQUIRED));
    return ParseResult.error(
        MALFORMED_VALUE, "says " + quoted(word) + ": write " + ENCRYPTIONS + hint);
  }

  /** {@code inspect}: a service function. */
  static ParseResult<String> inspect(String value) {
    return name(value, "service function", "firewall");
  }

  /** {@code segment}: a segment. */
  static ParseResult<Segment> segment(String value) {
    return name(value, "segment", "corporate").map(Segment::new);
  }

  /** One name; a list of them is an error of its own. */
  private static ParseResult<String> name(String value, String what, String example) {
    String name = trim(value);
    if (name.isEmpty()) {
      return empty("the name of a " + what + ", as in '" + example + "'");
    }
    if (DnsLabel.isValid(name)) {
      return ParseResult.of(name);
    }
    List<String> pieces = pieces(name.toLowerCase(Locale.ROOT));
    String one = String.join("-", pieces).replace('_', '-').replace('.', '-');
    String hint =
        name.indexOf(',') >= 0
            ? "; one " + what + " is taken, not a list"
            : DnsLabel.isValid(one) ? didYouMean(one) : "";
    return ParseResult.error(MALFORMED_VALUE, notAName(name, what) + hint);
  }

  /** {@code fallback}: one of two words. */
  static ParseResult<Fallback> fallback(String value) {
    String word = trim(value);
    if (word.isEmpty()) {
      return empty(FALLBACKS);
    }
    for (Fallback fallback : Fallback.values()) {
      if (fallback.text().equals(word)) {
        return ParseResult.of(fallback);
      }
    }
    List<String> words = Arrays.stream(Fallback.values()).map(Fallback::text).toList();
    return ParseResult.error(
        MALFORMED_VALUE,
        "says '"
            + Excerpt.of(word)
            + "': write "
            + FALLBACKS
            + NearestWord.hint(word.toLowerCase(Locale.ROOT), words));
  }

  /** {@code ports}: {@code all}, or names and numbers. */
  static ParseResult<PortSelection> ports(String value) {
    return trim(value).equals(PortSelection.ALL_TEXT)
        ? ParseResult.of(PortSelection.ALL)
        : list(value, PORTS, ValueGrammar::portError).map(PortSelection::listed);
  }

  private static Optional<String> portError(String item) {
    if (PortRef.isNumber(item) || PortRef.isName(item)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (item) {
          case PortSelection.ALL_TEXT -> "names 'all' and something else: 'all' stands alone";
          case PortSelection.EVERY_TEXT ->
              "says 'every', which is what holds without this key: remove"
                  + " it, or give the number of a port of that name";
          default ->
              PORT_RANGE.matcher(item).matches()
                  ? "names " + quoted(item) + ": ranges are not taken, list each port"
                  : "names "
                      + quoted(item)
                      + ", which is neither the name of a port (1 to 63 of a-z, 0-9 and '-', with a"
                      + " letter and no '-' at either end) nor a number from 1 to 65535 that starts"
                      + " with no 0"
                      + portHint(item);
        });
  }

  private static String portHint(String item) {
    if (item.equals("*")) {
      return didYouMean(PortSelection.ALL_TEXT);
    }
    Matcher protocol = PROTOCOL_OF_PORT.matcher(item.toLowerCase(Locale.ROOT));
    if (protocol.matches()) {
      String port = protocol.group(1) == null ? protocol.group(2) : protocol.group(1);
      if (PortRef.isName(port)) {
        return "; a port stands without its protocol: did you mean '" + port + "'?";
      }
      if (PortRef.isNumber(port)) {
        return "; a number stands without its protocol, and means every one that has it: did you"
            + (" mean '" + port + "'?");
      }
    }
    return hint(
        item,
        port ->
            PortRef.isName(port) || PortRef.isNumber(port) || port.equals(PortSelection.ALL_TEXT));
  }

  static String didYouMean(String text) {
    return "; did you mean '" + Excerpt.of(text) + "'?";
  }

  /** The item in quotes; a line break in it is named, since it is seen in no editor. */
  static String quoted(String item) {
    boolean broken = item.indexOf('\n') >= 0 || item.indexOf('\r') >= 0;
    return "'" + Excerpt.of(item) + "'" + (broken ? " with a line break in it" : "");
  }

  /** A key that is not built yet. */
  static <T> ParseResult<T> notBuilt() {
    return ParseResult.error(
        NOT_YET_SUPPORTED, "is not built yet: remove it; what can be asked for is " + Word.ASKABLE);
  }

  /** {@code class}: {@code none}. */
  static ParseResult<String> noClass(String value) {
    String name = trim(value);
    if (name.isEmpty()) {
      return empty("'none' to take no defaults");
    }
    return name.equals(CLASS_NONE)
        ? ParseResult.of(name)
        : ParseResult.error(
            NOT_YET_SUPPORTED,
            "names '"
                + Excerpt.of(name)
                + "', and classes are not built yet: remove it, or write 'none' to take no"
                + " defaults"
                + NearestWord.hint(name.toLowerCase(Locale.ROOT), List.of(CLASS_NONE)));
  }

  /** The items in the order written; or the first error. */
  static ParseResult<List<String>> list(
      String value, String expected, Function<String, Optional<String>> itemError) {
    if (trim(value).isEmpty()) {
      return empty(expected);
    }
    Set<String> items = new LinkedHashSet<>();
    for (String part : value.split(",", -1)) {
      String item = trim(part);
      if (item.isEmpty()) {
        return ParseResult.error(
            EMPTY_VALUE,
            "'"
                + Excerpt.of(value)
                + "' has nothing between two commas or at an end: write "
                + expected);
      }
      Optional<String> error = itemError.apply(item);
      if (error.isPresent()) {
        return ParseResult.error(MALFORMED_VALUE, error.get());
      }
      if (!items.add(item)) {
        return ParseResult.error(DUPLICATE_VALUE, "names '" + item + "' twice: write it once");
      }
    }
    return ParseResult.of(new ArrayList<>(items));
  }

  static <T> ParseResult<T> empty(String expected) {
    return ParseResult.error(EMPTY_VALUE, "is empty: write " + expected);
  }

  /** Without the white space at both ends, no-break spaces included. */
  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }
}
