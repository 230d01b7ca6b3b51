package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.DiagnosticCode;
import java.util.Optional;
import java.util.function.Function;

/**
 * The result of parsing a key or a value: either the value, or the error.
 *
 * @param value what the text means; empty where it cannot be parsed
 * @param error why the text cannot be parsed; empty where it can
 */
record ParseResult<T>(Optional<T> value, Optional<ParseError> error) {

  /**
   * The reason why a key or its value cannot be used.
   *
   * @param code the code of the diagnostic
   * @param predicate a sentence whose subject is the key: {@code is empty: ...}
   */
  record ParseError(DiagnosticCode code, String predicate) {}

  static <T> ParseResult<T> of(T value) {
    return new ParseResult<>(Optional.of(value), Optional.empty());
  }

  static <T> ParseResult<T> error(DiagnosticCode code, String predicate) {
    return new ParseResult<>(Optional.empty(), Optional.of(new ParseError(code, predicate)));
  }

  /** The same error, or another value. */
  <R> ParseResult<R> map(Function<T, R> change) {
    return new ParseResult<>(value.map(change), error);
  }
}
