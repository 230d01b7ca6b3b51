package dev.fairway.operator.document;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.Collection;
import java.util.List;

/** A diagnostic as JSON shows it. */
public record DiagnosticView(
    String code, String severity, String object, String key, String value, String message) {

  static DiagnosticView of(Diagnostic diagnostic) {
    return new DiagnosticView(
        diagnostic.code().text(),
        diagnostic.severity().text(),
        diagnostic.subject().toString(),
        diagnostic.key(),
        diagnostic.value(),
        diagnostic.message());
  }

  static List<DiagnosticView> of(Collection<Diagnostic> diagnostics) {
    return diagnostics.stream().sorted().distinct().map(DiagnosticView::of).toList();
  }
}
