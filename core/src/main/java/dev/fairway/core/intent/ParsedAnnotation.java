package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.Optional;

/**
 * A key that stands on an object, and what the grammar made of it.
 *
 * @param asked the object, the key and the value as written
 * @param parsed what it says, or what is wrong with it
 */
record ParsedAnnotation<T>(AnnotationRef asked, ParseResult<T> parsed) {

  boolean isFlawed() {
    return parsed.flaw().isPresent();
  }

  /** What it says; only where it is not flawed. */
  T value() {
    return parsed.value().orElseThrow();
  }

  /** What is wrong with it, told to who wrote it. */
  Optional<Diagnostic> error() {
    String key = Excerpt.of(asked.key());
    return parsed
        .flaw()
        .map(
            flaw ->
                Diagnostic.error(
                    flaw.code(),
                    asked.object(),
                    key,
                    Excerpt.of(asked.value()),
                    key + " " + flaw.predicate()));
  }
}
