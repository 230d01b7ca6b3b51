package dev.fairway.operator.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Severity;
import java.util.Collection;
import java.util.List;

/** A diagnostic in JSON. */
public record DiagnosticView(
    String code, String severity, String object, String key, String value, String message) {

  /** True where it is an error. */
  @JsonIgnore
  public boolean isError() {
    return severity.equals(Severity.ERROR.text());
  }

  static DiagnosticView of(Diagnostic diagnostic) {
    return new DiagnosticView(
        diagnostic.code().text(),
        diagnostic.severity().text(),
        diagnostic.subject().toString(),
        diagnostic.key(),
        diagnostic.value(),
        diagnostic.message());
  }

  /** Sorted, each once. */
  public static List<DiagnosticView> of(Collection<Diagnostic> diagnostics) {
    return diagnostics.stream().sorted().distinct().map(DiagnosticView::of).toList();
  }
}
