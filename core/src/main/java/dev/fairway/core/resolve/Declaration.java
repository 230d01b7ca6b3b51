package dev.fairway.core.resolve;

import dev.fairway.core.intent.ServiceIntent;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The outcome of validating the intent of a Service: what is in force, and why. */
public sealed interface Declaration {

  /** Applies the function for this outcome. */
  default <R> R fold(
      Function<Valid, R> valid, Function<Held, R> held, Supplier<R> unusable, Supplier<R> absent) {
    if (this instanceof Valid declaration) {
      return valid.apply(declaration);
    }
    if (this instanceof Held declaration) {
      return held.apply(declaration);
    }
    return this instanceof Unusable ? unusable.get() : absent.get();
  }

  /** The intent in force; empty where none is. */
  default Optional<ServiceIntent> inForce() {
    return fold(
        valid -> Optional.of(valid.intent),
        held -> Optional.of(held.lastGood),
        Optional::empty,
        Optional::empty);
  }

  /** {@code valid}, {@code held}, {@code unusable} or {@code absent}. */
  default String text() {
    return fold(valid -> "valid", held -> "held", () -> "unusable", () -> "absent");
  }

  /**
   * The declared intent can be used, and is in force.
   *
   * @param intent the declared intent
   */
  record Valid(ServiceIntent intent) implements Declaration {}

  /**
   * The declared intent cannot be used; the last good one stays in force.
   *
   * @param lastGood the intent that was last in force
   */
  record Held(ServiceIntent lastGood) implements Declaration {}

  /** The declared intent cannot be used, and none was in force before. */
  record Unusable() implements Declaration {}

  /** No intent is declared. */
  record Absent() implements Declaration {}
}
