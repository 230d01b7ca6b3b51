package dev.fairway.examples.custombackend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Vendor syntax to vendor model and back: text and records, nothing that means anything yet.
 * Strict: a line with one word more than we know is not understood, rather than half understood.
 */
final class AcmeSyntax {

  private static final String ANY = "any";
  private static final Pattern RULE =
      Pattern.compile(
          "rule (\\S+) zone (\\S+) from (\\S+) to (\\S+) proto (any|[0-9]{1,3}) sports (\\S+)"
              + " dports (\\S+) via (\\S+) else (drop|best) note (.*)");
  private static final Pattern OBJECT =
      Pattern.compile("object (\\S+) prefixes (\\S+)(?: note (.*))?");
  private static final Pattern SITE =
      Pattern.compile("site (\\S+) gateway (\\S+) circuits (\\S+) lans (\\S+)");

  private AcmeSyntax() {}

  static String text(AcmeRule rule) {
    return "rule "
        + rule.name()
        + " zone "
        + rule.zone()
        + " from "
        + rule.from().orElse(ANY)
        + " to "
        + rule.to().orElse(ANY)
        + " proto "
        + rule.proto().map(String::valueOf).orElse(ANY)
        + " sports "
        + rule.sports().orElse(ANY)
        + " dports "
        + rule.dports().orElse(ANY)
        + " via "
        + String.join(",", rule.via())
        + " else "
        + rule.otherwise()
        + " note "
        + rule.note();
  }

  static Optional<AcmeRule> tryParseRule(String line) {
    Matcher word = RULE.matcher(line);
    return word.matches()
        ? Optional.of(
            new AcmeRule(
                word.group(1),
                word.group(2),
                unlessAny(word.group(3)),
                unlessAny(word.group(4)),
                unlessAny(word.group(5)).map(Integer::valueOf),
                unlessAny(word.group(6)),
                unlessAny(word.group(7)),
                list(word.group(8)),
                word.group(9),
                word.group(10)))
        : Optional.empty();
  }

  static String text(AcmeObject object) {
    return "object "
        + object.name()
        + " prefixes "
        + String.join(",", object.prefixes())
        + " note "
        + object.note();
  }

  static Optional<AcmeObject> tryParseObject(String line) {
    Matcher word = OBJECT.matcher(line);
    return word.matches()
        ? Optional.of(
            new AcmeObject(
                word.group(1), list(word.group(2)), Optional.ofNullable(word.group(3)).orElse("")))
        : Optional.empty();
  }

  static Optional<AcmeSite> tryParseSite(String line) {
    Matcher word = SITE.matcher(line);
    if (!word.matches()) {
      return Optional.empty();
    }
    SortedMap<String, List<String>> lans = new TreeMap<>();
    for (String lan : list(word.group(4))) {
      String[] parts = lan.split(":", 2);
      if (parts.length != 2) {
        return Optional.empty();
      }
      lans.computeIfAbsent(parts[0], zone -> new ArrayList<>()).add(parts[1]);
    }
    return Optional.of(new AcmeSite(word.group(1), word.group(2), list(word.group(3)), lans));
  }

  /** One line of a rule list: understood where it can be, and kept as it is in any case. */
  static AcmeEntry entry(String line) {
    int note = line.indexOf(" note ");
    Optional<AcmeNote> ours =
        note < 0 ? Optional.empty() : AcmeNote.tryParse(line.substring(note + " note ".length()));
    return new AcmeEntry(line, ours, tryParseRule(line));
  }

  /**
   * What {@code show} answers behind its first line; empty where a line is neither object nor rule.
   * An object that we cannot read is there all the same: its name is taken, its addresses are not
   * known.
   */
  static Optional<AcmeSiteConfig> tryParseConfig(String site, long changes, List<String> lines) {
    SortedMap<String, AcmeObject> objects = new TreeMap<>();
    List<AcmeEntry> entries = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" +", 3);
      if (words[0].equals("object") && words.length > 1) {
        AcmeObject opaque = new AcmeObject(words[1], List.of(), "");
        objects.put(words[1], tryParseObject(line).orElse(opaque));
      } else if (words[0].equals("rule")) {
        entries.add(entry(line));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new AcmeSiteConfig(site, changes, objects, entries));
  }

  private static Optional<String> unlessAny(String word) {
    return word.equals(ANY) ? Optional.empty() : Optional.of(word);
  }

  private static List<String> list(String words) {
    return Arrays.asList(words.split(",", -1));
  }
}
