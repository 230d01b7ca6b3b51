package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.Optional;

/**
 * An annotation of one object, with the result of parsing it.
 *
 * @param ref the annotation as written
 * @param result its value; or, for an unknown key, the key
 */
record ParsedAnnotation<T>(AnnotationRef ref, ParseResult<T> result) {

  boolean isInvalid() {
    return result.error().isPresent();
  }

  /** The parsed value; only where it is not invalid. */
  T value() {
    return result.value().orElseThrow();
  }

  /** The parse error as a diagnostic about the annotated object. */
  Optional<Diagnostic> diagnostic() {
    String key = Excerpt.of(ref.key());
    return result
        .error()
        .map(
            error ->
                Diagnostic.error(
                    error.code(),
                    ref.object(),
                    key,
                    Excerpt.of(ref.value()),
                    key + " " + error.predicate()));
  }
}
