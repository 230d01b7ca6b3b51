package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Subject;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An annotation of one object, with the result of parsing it.
 *
 * @param ref the annotation as written
 * @param result what its value adds to what is asked for a port
 */
record ParsedAnnotation(AnnotationRef ref, ParseResult<Consumer<PortDraft>> result) {

  boolean isInvalid() {
    return result.error().isPresent();
  }

  /** True where the key is for every port, or says nothing of ports. */
  boolean isGeneral() {
    return ref.ports().isEmpty();
  }

  /** What the value says by itself; nothing where it is invalid. */
  PortDraft value() {
    PortDraft draft = new PortDraft();
    addTo(draft);
    return draft;
  }

  /** Adds what the value says, unless it is invalid. */
  void addTo(PortDraft draft) {
    result.value().ifPresent(addition -> addition.accept(draft));
  }

  /**
   * The error as a diagnostic.
   *
   * @param subject the annotated object, or the Service that takes it as a default
   */
  Optional<Diagnostic> diagnostic(Subject subject) {
    String key = Excerpt.of(ref.key());
    boolean own = ref.object().equals(subject);
    return result
        .error()
        .map(
            error ->
                Diagnostic.error(
                    error.code(),
                    subject,
                    key,
                    Excerpt.of(ref.value()),
                    own
                        ? key + " " + error.predicate()
                        : "the default %s of %s %s; correct the default, or say otherwise on the Service"
                            .formatted(key, ref.object(), error.predicate())));
  }
}
