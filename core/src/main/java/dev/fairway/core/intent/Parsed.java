package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.DiagnosticCode;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the grammar made of a text: a value, or what is wrong with it. */
final class Parsed<T> {

  private final @Nullable T value;
  private final @Nullable Flaw flaw;

  private Parsed(@Nullable T value, @Nullable Flaw flaw) {
    this.value = value;
    this.flaw = flaw;
  }

  static <T> Parsed<T> of(T value) {
    return new Parsed<>(value, null);
  }

  static <T> Parsed<T> flawed(DiagnosticCode code, String predicate) {
    return new Parsed<>(null, new Flaw(code, predicate));
  }

  Optional<T> value() {
    return Optional.ofNullable(value);
  }

  Optional<Flaw> flaw() {
    return Optional.ofNullable(flaw);
  }

  /** The same with another value; what is wrong stays wrong. */
  <R> Parsed<R> map(Function<T, R> change) {
    return new Parsed<>(value == null ? null : change.apply(value), flaw);
  }
}
