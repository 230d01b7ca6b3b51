package dev.fairway.mock;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.mock.FabricProblems.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value in a fabric file with its position, read field by field. A mistake goes to the problems
 * of the file and reading goes on without the value, so that one run finds all mistakes.
 *
 * @param problems the problems of the file
 * @param kind the sort of value
 * @param at the position where it begins
 * @param text the text of a scalar; for a map its name in messages
 * @param items the values of a list
 * @param fields the fields of a map, in the order of the file
 */
record FabricNode(
    FabricProblems problems,
    Kind kind,
    Position at,
    String text,
    List<FabricNode> items,
    Map<String, Field> fields) {

  /** The sorts of values. */
  enum Kind {
    SCALAR("a single value"),
    LIST("a list"),
    MAP("a map"),
    NOTHING("nothing");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /** A field of a map, and the position of its key. */
  record Field(Position at, FabricNode value) {}

  /** The node as a map of that name, where it is one; a key that is not known is a problem. */
  Optional<FabricNode> map(String name, List<String> known) {
    if (kind != Kind.MAP) {
      String keys = String.join(", ", known);
      problems.add(at, "", text, name + " is a map of " + keys + ", not " + kind.text);
      return Optional.empty();
    }
    fields.forEach(
        (key, field) -> {
          if (!known.contains(key)) {
            String hint = NearestWord.hint(key, known);
            String help = hint.isEmpty() ? "; known: " + String.join(", ", known) : hint;
            problems.add(field.at(), key, "", "unknown key '" + key + "' in " + name + help);
          }
        });
    return Optional.of(new FabricNode(problems, kind, at, name, items, fields));
  }

  /** The value of the key, where there is one that is not empty. */
  Optional<FabricNode> node(String key) {
    return Optional.ofNullable(fields.get(key))
        .map(Field::value)
        .filter(value -> value.kind != Kind.NOTHING);
  }

  /** The position of the key's value; that of the map where the key is missing. */
  Position at(String key) {
    return node(key).map(FabricNode::at).orElse(at);
  }

  /** Reports a problem at the key's value. */
  void problem(String key, String value, String message) {
    problems.add(at(key), key, value, message);
  }

  /** The value read, where it is there and can be read. */
  <T> Optional<T> value(String key, Function<String, T> reader) {
    return node(key).flatMap(value -> value.scalar(key, reader));
  }

  /** As {@link #value}; a missing value is a problem. */
  <T> Optional<T> required(String key, Function<String, T> reader) {
    if (node(key).isEmpty()) {
      problem(key, "", text + " needs '" + key + "'");
    }
    return value(key, reader);
  }

  /** The items of the list; none where the key is missing. */
  List<FabricNode> list(String key) {
    Optional<FabricNode> value = node(key);
    if (value.isPresent() && value.get().kind != Kind.LIST) {
      problem(key, value.get().text, "'" + key + "' is a list, as in [...]");
    }
    return value.map(FabricNode::items).orElse(List.of());
  }

  /** The items of the list that can be read. */
  <T> List<T> values(String key, Function<String, T> reader) {
    List<T> values = new ArrayList<>();
    list(key).forEach(item -> item.scalar(key, reader).ifPresent(values::add));
    return values;
  }

  /** The text of a scalar, read as the value of a key. */
  <T> Optional<T> scalar(String key, Function<String, T> reader) {
    if (kind != Kind.SCALAR) {
      problems.add(at, key, "", "'" + key + "' is a single value, not " + kind.text);
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException refused) {
      problems.add(at, key, text, key + ": " + refused.getMessage());
      return Optional.empty();
    }
  }
}
