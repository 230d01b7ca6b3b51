package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A label selector: requirements that an object's labels meet, all of them. */
final class LabelSelector {

  private static final String WORD = "([A-Za-z0-9][-A-Za-z0-9_./]*)";
  private static final String VALUE = "([-A-Za-z0-9_.]*)";
  private static final Pattern EQUALITY = Pattern.compile(WORD + "\\s*(=|==|!=)\\s*" + VALUE);
  private static final Pattern SET =
      Pattern.compile(WORD + "\\s+(in|notin)\\s*\\(([-A-Za-z0-9_.,\\s]*)\\)");
  private static final Pattern PRESENCE = Pattern.compile("(!?)\\s*" + WORD);
  private static final Pattern COMMA_OUTSIDE = Pattern.compile(",(?![^(]*\\))");

  private final List<Predicate<JsonNode>> requirements;

  private LabelSelector(List<Predicate<JsonNode>> requirements) {
    this.requirements = requirements;
  }

  /** Reads the text of a query parameter; empty text selects everything. */
  static LabelSelector parse(String text) {
    List<Predicate<JsonNode>> requirements = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : COMMA_OUTSIDE.split(text, -1)) {
      requirements.add(requirement(part.strip()));
    }
    return new LabelSelector(requirements);
  }

  private static Predicate<JsonNode> requirement(String text) {
    Matcher equality = EQUALITY.matcher(text);
    if (equality.matches()) {
      return in(equality.group(1), List.of(equality.group(3)), !equality.group(2).startsWith("!"));
    }
    Matcher set = SET.matcher(text);
    if (set.matches()) {
      List<String> values = Arrays.stream(set.group(3).split(",", -1)).map(String::strip).toList();
      return in(set.group(1), values, "in".equals(set.group(2)));
    }
    Matcher presence = PRESENCE.matcher(text);
    if (presence.matches()) {
      boolean wanted = presence.group(1).isEmpty();
      return labels -> labels.has(presence.group(2)) == wanted;
    }
    throw ApiStatusException.badRequest(
        "unable to parse requirement: '"
            + text
            + "'; the in-process API reads =, ==, !=, in, notin, KEY and !KEY");
  }

  /** An object without the label is among those whose value is not one of these. */
  private static Predicate<JsonNode> in(String key, List<String> values, boolean wanted) {
    return labels -> (labels.has(key) && values.contains(labels.path(key).asText())) == wanted;
  }

  boolean selects(JsonNode object) {
    JsonNode labels = JsonTrees.at(object, "metadata", "labels");
    return requirements.stream().allMatch(requirement -> requirement.test(labels));
  }
}
