package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.NearestWord;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A kind whose values are one text. */
final class ScalarKind<T> implements ValueKind<T> {

  private final String expectation;
  private final List<String> words;
  private final Function<String, Optional<T>> parse;

  private ScalarKind(String expectation, List<String> words, Function<String, Optional<T>> parse) {
    this.expectation = expectation;
    this.words = words;
    this.parse = parse;
  }

  /** What a function accepts. */
  static <T> ScalarKind<T> of(String expectation, Function<String, Optional<T>> parse) {
    return new ScalarKind<>(expectation, List.of(), parse);
  }

  /** One of the values given, each by its word. */
  static <T> ScalarKind<T> choice(List<T> values, Function<T, String> word) {
    List<String> words = values.stream().map(word).toList();
    return new ScalarKind<>(
        "one of " + String.join(", ", words),
        words,
        text -> values.stream().filter(value -> word.apply(value).equals(text)).findFirst());
  }

  /** The same, or no value at all. */
  @SuppressWarnings("OptionalMapToOptional") // outside: is it right; inside: is there one
  ScalarKind<Optional<T>> orNone() {
    return new ScalarKind<>(
        expectation + ", or empty",
        words,
        text ->
            text.isEmpty() ? Optional.of(Optional.empty()) : parse.apply(text).map(Optional::of));
  }

  @Override
  public String expectation() {
    return expectation;
  }

  @Override
  public Optional<T> read(String key, PositionedNode node, Mistakes mistakes) {
    return node.fold(
        scalar -> readText(key, scalar, mistakes),
        mapping -> notOneValue(key, mapping, "a mapping", mistakes),
        sequence -> notOneValue(key, sequence, "a list", mistakes));
  }

  private Optional<T> readText(String key, PositionedNode.Scalar scalar, Mistakes mistakes) {
    String text = scalar.text();
    Optional<T> value = parse.apply(text);
    if (value.isEmpty()) {
      String sentence =
          text.isEmpty()
              ? "has no value; it takes " + expectation
              : Shown.quoted(text) + " is not " + expectation + NearestWord.hint(text, words);
      mistakes.wrong(key, scalar.at(), text, sentence);
    }
    return value;
  }

  private Optional<T> notOneValue(String key, PositionedNode node, String what, Mistakes mistakes) {
    mistakes.wrong(key, node.at(), "is " + what + "; it takes " + expectation);
    return Optional.empty();
  }
}
