package dev.fairway.operator.command;

import dev.fairway.operator.document.DiagnosticText;
import dev.fairway.operator.document.DiagnosticView;
import java.util.List;

/** The formats of a result. */
enum OutputFormat {
  /** Text, with the diagnostics on standard error. */
  text,
  /** JSON, with the diagnostics inside: {@code docs/json.md}. */
  json;

  /**
   * Prints a result in this format, and returns the exit code: that of an error where a diagnostic
   * is one, else the one given.
   */
  int print(
      Console console,
      String jsonResult,
      String textResult,
      List<DiagnosticView> diagnostics,
      int exitCode) {
    if (this == json) {
      console.out().print(jsonResult);
    } else {
      console.out().print(textResult);
      console.out().flush();
      console.err().print(DiagnosticText.of(diagnostics, console.palette()));
    }
    console.out().flush();
    console.err().flush();
    return diagnostics.stream().anyMatch(DiagnosticView::isError) ? ExitCode.ERROR : exitCode;
  }
}
