package dev.fairway.core.intent;

import static dev.fairway.core.diagnostic.DiagnosticCode.EMPTY_VALUE;
import static dev.fairway.core.diagnostic.DiagnosticCode.MALFORMED_VALUE;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.policy.Admission;
import dev.fairway.core.wan.SiteId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of {@code access}: {@code deny}, or {@code from=} and sites with commas between them.
 */
final class AccessGrammar {

  private static final String DENY = "deny";
  private static final String FROM = "from";
  private static final String SITES = "the sites to admit, as in 'from=100,200'";
  private static final String EXPECTED =
      "'deny' (drop the packets of every peer on the WAN), or 'from=' and " + SITES;
  private static final String ADMIT_ALL = "; to admit every peer, remove the key";

  private static final Set<String> MEANS_ALL =
      Set.of("allow", "all", "any", "*", "permit", "accept", "open", "public", "everyone");
  private static final Set<String> MEANS_DENY =
      Set.of("block", "blocked", "closed", "denied", "deny-all", "drop", "forbid", "reject");

  /** Words that could name a site, and hardly do: nobody, or no restriction. */
  private static final Set<String> MEANS_EITHER =
      Set.of("none", "nobody", "no", "off", "false", "disabled");

  /** What else people write before the sites. */
  private static final Pattern BEFORE_SITES =
      Pattern.compile(
          "(?i)(?:(?:from|allow|permit|only|sites?)\\b[\\s:=-]*){0,3}(.*)", Pattern.DOTALL);

  private AccessGrammar() {}

  static ParseResult<Admission> parse(String value) {
    String text = ValueGrammar.trim(value);
    if (text.isEmpty()) {
      return ValueGrammar.empty(EXPECTED);
    }
    if (text.equals(DENY)) {
      return ParseResult.of(Admission.DENY);
    }
    int equals = text.indexOf('=');
    return equals >= 0 && ValueGrammar.trim(text.substring(0, equals)).equals(FROM)
        ? from(text.substring(equals + 1))
        : ParseResult.error(
            MALFORMED_VALUE,
            "says " + ValueGrammar.quoted(text) + ": write " + EXPECTED + hint(text));
  }

  private static ParseResult<Admission> from(String sites) {
    return ValueGrammar.trim(sites).isEmpty()
        ? ParseResult.error(
            EMPTY_VALUE, "names no site behind 'from=': write " + SITES + ", or 'deny'")
        : ValueGrammar.list(sites, SITES, item -> siteError(item, sites))
            .map(ids -> new Admission(new TreeSet<>(ids.stream().map(SiteId::new).toList())));
  }

  private static Optional<String> siteError(String item, String sites) {
    return isSite(item)
        ? Optional.empty()
        : Optional.of(
            "names "
                + ValueGrammar.quoted(item)
                + ", which is not a site: its id is 1 to 63 of letters, digits, '.', '_' and '-'"
                + (item.equals("*") ? ADMIT_ALL : didYouMean(pieces(sites))));
  }

  private static String hint(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (MEANS_ALL.contains(lower)) {
      return ADMIT_ALL;
    }
    if (MEANS_DENY.contains(lower)) {
      return ValueGrammar.didYouMean(DENY);
    }
    if (MEANS_EITHER.contains(lower)) {
      return ADMIT_ALL;
    }
    String nearest = NearestWord.hint(lower, List.of(DENY));
    if (!nearest.isEmpty()) {
      return nearest;
    }
    Matcher sites = BEFORE_SITES.matcher(text);
    List<String> pieces = sites.matches() ? pieces(sites.group(1)) : List.of();
    if (pieces.stream().anyMatch(piece -> piece.toLowerCase(Locale.ROOT).startsWith(DENY))) {
      return "; sites are not denied one by one: list those to admit";
    }
    return didYouMean(pieces);
  }

  private static String didYouMean(List<String> sites) {
    return !sites.isEmpty() && sites.stream().allMatch(AccessGrammar::isSite)
        ? ValueGrammar.didYouMean(FROM + "=" + String.join(",", sites))
        : "";
  }

  private static List<String> pieces(String sites) {
    return ValueGrammar.pieces(sites.replace(',', ' '));
  }

  private static boolean isSite(String id) {
    try {
      return new SiteId(id).value().equals(id);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
