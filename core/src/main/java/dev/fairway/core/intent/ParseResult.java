package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.DiagnosticCode;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the grammar made of a text: a value, or what is wrong with it. */
final class ParseResult<T> {

  private final @Nullable T value;
  private final @Nullable ParseError flaw;

  private ParseResult(@Nullable T value, @Nullable ParseError flaw) {
    this.value = value;
    this.flaw = flaw;
  }

  static <T> ParseResult<T> of(T value) {
    return new ParseResult<>(value, null);
  }

  static <T> ParseResult<T> flawed(DiagnosticCode code, String predicate) {
    return new ParseResult<>(null, new ParseError(code, predicate));
  }

  Optional<T> value() {
    return Optional.ofNullable(value);
  }

  Optional<ParseError> flaw() {
    return Optional.ofNullable(flaw);
  }

  /** The same with another value; what is wrong stays wrong. */
  <R> ParseResult<R> map(Function<T, R> change) {
    return new ParseResult<>(value == null ? null : change.apply(value), flaw);
  }
}
