package dev.fairway.operator.command;

import dev.fairway.operator.document.DiagnosticText;
import dev.fairway.operator.document.DiagnosticView;
import java.util.List;

/** An answer on its way out: the text on standard output, problems on standard error. */
final class ResultPrinter {

  private final Console console;
  private final OutputFormat format;
  private final List<DiagnosticView> diagnostics;

  ResultPrinter(Console console, OutputFormat format, List<DiagnosticView> diagnostics) {
    this.console = console;
    this.format = format;
    this.diagnostics = diagnostics;
  }

  /** Prints the one or the other; people get the diagnostics apart, programs find them inside. */
  void give(String json, String text) {
    if (format == OutputFormat.json) {
      console.out().print(json);
    } else {
      console.out().print(text);
      console.out().flush();
      console.err().print(DiagnosticText.of(diagnostics, console.palette()));
    }
    console.out().flush();
    console.err().flush();
  }

  /** An error wins over what the command would say otherwise. */
  int exitCode(int otherwise) {
    return diagnostics.stream().anyMatch(DiagnosticView::isError) ? ExitCode.ERROR : otherwise;
  }
}
