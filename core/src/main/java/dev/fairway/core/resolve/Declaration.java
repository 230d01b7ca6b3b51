package dev.fairway.core.resolve;

import dev.fairway.core.intent.ServiceIntent;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is in force for a Service, and how it came to be. */
public sealed interface Declaration {

  /** What is in force; empty: nothing is. */
  Optional<ServiceIntent> inForce();

  /** {@code valid}, {@code held}, {@code unusable} or {@code absent}. */
  String text();

  /** Does what fits. */
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

  /**
   * What is asked for can be used, and is.
   *
   * @param intent what is asked for
   */
  record Valid(ServiceIntent intent) implements Declaration {
    @Override
    public Optional<ServiceIntent> inForce() {
      return Optional.of(intent);
    }

    @Override
    public String text() {
      return "valid";
    }
  }

  /**
   * What is asked for cannot be used; what was last in force stays.
   *
   * @param lastGood what was last in force
   */
  record Held(ServiceIntent lastGood) implements Declaration {
    @Override
    public Optional<ServiceIntent> inForce() {
      return Optional.of(lastGood);
    }

    @Override
    public String text() {
      return "held";
    }
  }

  /** What is asked for cannot be used, and nothing was in force before. */
  record Unusable() implements Declaration {
    @Override
    public Optional<ServiceIntent> inForce() {
      return Optional.empty();
    }

    @Override
    public String text() {
      return "unusable";
    }
  }

  /** Nothing is asked for. */
  record Absent() implements Declaration {
    @Override
    public Optional<ServiceIntent> inForce() {
      return Optional.empty();
    }

    @Override
    public String text() {
      return "absent";
    }
  }
}
