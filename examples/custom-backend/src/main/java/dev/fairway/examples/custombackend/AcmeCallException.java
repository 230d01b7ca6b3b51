package dev.fairway.examples.custombackend;

import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;

/**
 * A request that did not succeed, and what that means for the site. Never leaves the backend: a
 * reading becomes a {@link BackendException}, a write an outcome.
 */
final class AcmeCallException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What became of the request. */
  // tag::fate[]
  enum Fate {
    /** It never left: the site is as it was. */
    UNSENT,
    /** The controller refused: the site is as it was. */
    REFUSED,
    /** It left, and no answer that we understand came back: the site may have changed. */
    LOST
  }

  // end::fate[]

  private final Fate fate;
  private final ErrorKind kind;

  AcmeCallException(Fate fate, ErrorKind kind, String message) {
    super(message);
    this.fate = fate;
    this.kind = kind;
  }

  Fate fate() {
    return fate;
  }

  ErrorKind kind() {
    return kind;
  }

  /** The sentence for a report. */
  String sentence() {
    return String.valueOf(getMessage());
  }

  /** The same as the host knows it: right only where nothing can have been written. */
  BackendException toBackendException() {
    return new BackendException(kind, sentence(), this);
  }
}
