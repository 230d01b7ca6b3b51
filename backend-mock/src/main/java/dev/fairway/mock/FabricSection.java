package dev.fairway.mock;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.mock.FabricNode.Field;
import dev.fairway.mock.FabricNode.Kind;
import dev.fairway.mock.FabricNode.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A map in a fabric file, read field by field. What is wrong goes to the problems, and the reading
 * goes on without it, so that one run finds all there is.
 */
final class FabricSection {

  private final FabricNode node;
  private final String what;
  private final FabricProblems problems;

  private FabricSection(FabricNode node, String what, FabricProblems problems) {
    this.node = node;
    this.what = what;
    this.problems = problems;
  }

  /** The map, where it is one; a key that is not known is a problem. */
  static Optional<FabricSection> of(
      FabricNode node, String what, FabricProblems problems, List<String> known) {
    if (node.kind() != Kind.MAP) {
      problems.add(
          node.at(),
          "",
          node.text(),
          what + " is a map of " + String.join(", ", known) + ", not " + node.kind().text());
      return Optional.empty();
    }
    node.fields()
        .forEach(
            (key, field) -> {
              if (!known.contains(key)) {
                problems.add(field.at(), key, "", unknown(what, key, known));
              }
            });
    return Optional.of(new FabricSection(node, what, problems));
  }

  private static String unknown(String what, String key, List<String> known) {
    String hint = NearestWord.hint(key, known);
    return "unknown key '"
        + key
        + "' in "
        + what
        + (hint.isEmpty() ? "; known: " + String.join(", ", known) : hint);
  }

  Spot at() {
    return node.at();
  }

  /** The value of the key, where there is one that is not empty. */
  Optional<FabricNode> node(String key) {
    return Optional.ofNullable(node.fields().get(key))
        .map(Field::value)
        .filter(value -> value.kind() != Kind.NOTHING);
  }

  /** The place of the key's value; that of the map where the key is missing. */
  Spot at(String key) {
    return node(key).map(FabricNode::at).orElse(node.at());
  }

  void problem(String key, String value, String message) {
    problems.add(at(key), key, value, message);
  }

  /** The value read, where it is there and can be read. */
  <T> Optional<T> value(String key, Function<String, T> reader) {
    return node(key).flatMap(value -> scalar(key, value, reader));
  }

  /** As {@link #value}; that it is missing is a problem. */
  <T> Optional<T> required(String key, Function<String, T> reader) {
    if (node(key).isEmpty()) {
      problem(key, "", what + " needs '" + key + "'");
    }
    return value(key, reader);
  }

  /** The items of the list; none where the key is missing. */
  List<FabricNode> list(String key) {
    Optional<FabricNode> value = node(key);
    if (value.isPresent() && value.get().kind() != Kind.LIST) {
      problem(key, value.get().text(), "'" + key + "' is a list, as in [...]");
    }
    return value.map(FabricNode::items).orElse(List.of());
  }

  /** The items of the list that can be read. */
  <T> List<T> values(String key, Function<String, T> reader) {
    List<T> values = new ArrayList<>();
    list(key).forEach(item -> scalar(key, item, reader).ifPresent(values::add));
    return values;
  }

  private <T> Optional<T> scalar(String key, FabricNode value, Function<String, T> reader) {
    if (value.kind() != Kind.SCALAR) {
      problems.add(
          value.at(), key, "", "'" + key + "' is a single value, not " + value.kind().text());
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(value.text()));
    } catch (IllegalArgumentException refused) {
      problems.add(value.at(), key, value.text(), key + ": " + refused.getMessage());
      return Optional.empty();
    }
  }
}
