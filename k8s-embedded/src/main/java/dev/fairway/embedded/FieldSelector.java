package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A field selector: fields that have a value, or do not. */
final class FieldSelector {

  private static final Pattern TERM = Pattern.compile("([A-Za-z0-9.]+)(==|=|!=)([^,=!]*)");

  private static final Pattern DOT = Pattern.compile("\\.");

  private record Term(String field, boolean equal, String value) {}

  private final List<Term> terms;

  private FieldSelector(List<Term> terms) {
    this.terms = terms;
  }

  /** Reads the text of a query parameter; refused for a field that the kind does not offer. */
  static FieldSelector parse(String text, ResourceKind kind) {
    List<Term> terms = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      Matcher term = TERM.matcher(part.strip());
      if (!term.matches()) {
        throw ApiStatusException.badRequest("invalid field selector: '" + part + "'");
      }
      String field = term.group(1);
      if (!"metadata.name".equals(field)
          && !("metadata.namespace".equals(field) && kind.namespaced())
          && !kind.selectable().contains(field)) {
        throw ApiStatusException.badRequest("field label not supported: " + field);
      }
      terms.add(new Term(field, !"!=".equals(term.group(2)), term.group(3)));
    }
    return new FieldSelector(terms);
  }

  boolean selects(JsonNode object) {
    return terms.stream()
        .allMatch(
            term ->
                JsonTrees.text(object, DOT.split(term.field(), -1)).equals(term.value())
                    == term.equal());
  }
}
