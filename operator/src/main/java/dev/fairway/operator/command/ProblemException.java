package dev.fairway.operator.command;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import java.util.List;

/** A person's mistake, or the world's, that ends a command. Shown without a stack trace. */
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  ProblemException(List<Diagnostic> diagnostics) {
    super(diagnostics.toString());
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** A mistake in a setting or an argument. */
  static ProblemException of(DiagnosticCode code, String setting, String message) {
    Subject subject = new Subject(Subject.Kind.SETTING, setting);
    return new ProblemException(List.of(Diagnostic.error(code, subject, setting, "", message)));
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
