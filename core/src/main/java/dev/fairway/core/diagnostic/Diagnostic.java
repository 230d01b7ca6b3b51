package dev.fairway.core.diagnostic;

import java.util.Comparator;

/**
 * A finding about a user's input, with what to change. Diagnostics are values in a result; they are
 * never thrown.
 *
 * <p>Order: by subject, then code, key, value, message.
 *
 * @param code the kind of finding, stable over releases
 * @param severity its effect
 * @param subject the object that it is about
 * @param key the annotation key, field or setting it is about; empty where there is none
 * @param value the value found there; empty where there is none, never a secret
 * @param message one sentence without the subject: what is wrong and what would be right
 */
public record Diagnostic(
    DiagnosticCode code,
    Severity severity,
    Subject subject,
    String key,
    String value,
    String message)
    implements Comparable<Diagnostic> {

  private static final Comparator<Diagnostic> ORDER =
      Comparator.comparing(Diagnostic::subject)
          .thenComparing(Diagnostic::code)
          .thenComparing(Diagnostic::key)
          .thenComparing(Diagnostic::value)
          .thenComparing(Diagnostic::severity)
          .thenComparing(Diagnostic::message);

  /** Escapes what cannot be printed: a message is one line, whatever it quotes. */
  public Diagnostic {
    key = PrintableText.of(key);
    value = PrintableText.of(value);
    message = PrintableText.of(message);
  }

  /** An error about a key and its value. */
  public static Diagnostic error(
      DiagnosticCode code, Subject subject, String key, String value, String message) {
    return new Diagnostic(code, Severity.ERROR, subject, key, value, message);
  }

  /** A warning about a key and its value. */
  public static Diagnostic warning(
      DiagnosticCode code, Subject subject, String key, String value, String message) {
    return new Diagnostic(code, Severity.WARNING, subject, key, value, message);
  }

  /** A notice about a key and its value. */
  public static Diagnostic info(
      DiagnosticCode code, Subject subject, String key, String value, String message) {
    return new Diagnostic(code, Severity.INFO, subject, key, value, message);
  }

  /** True for {@link Severity#ERROR}. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  @Override
  public int compareTo(Diagnostic other) {
    return ORDER.compare(this, other);
  }

  /** {@code service shop-eu/shop/cart: <message>}. */
  @Override
  public String toString() {
    return subject + ": " + message;
  }
}
