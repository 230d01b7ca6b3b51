package dev.fairway.operator.document;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.Collection;
import java.util.List;

/** The text of diagnostics: a line each, with the severity, the object and the message. */
public final class DiagnosticText {

  private DiagnosticText() {}

  /** The lines, each ended; empty where there is none. */
  public static String ofDiagnostics(Collection<Diagnostic> diagnostics, AnsiStyle palette) {
    return of(DiagnosticView.of(diagnostics), palette);
  }

  /** The text of the problem of an argument; empty for none. */
  public static String ofArgument(String sentence, AnsiStyle palette) {
    WrappedText lines = new WrappedText();
    if (!sentence.isEmpty()) {
      addTo(lines, "error", sentence, palette);
    }
    return lines.toString();
  }

  /** The lines, each ended; empty where there is none. */
  public static String of(List<DiagnosticView> diagnostics, AnsiStyle palette) {
    WrappedText lines = new WrappedText();
    for (DiagnosticView diagnostic : diagnostics) {
      String sentence = diagnostic.object() + ": " + diagnostic.message();
      addTo(lines, diagnostic.severity(), sentence, palette);
    }
    return lines.toString();
  }

  private static void addTo(
      WrappedText lines, String severity, String sentence, AnsiStyle palette) {
    String word = severity + ":";
    List<String> wrapped = WrappedText.wrap("", "        ", word + " " + sentence);
    lines.add(paint(severity, word, palette) + wrapped.get(0).substring(word.length()));
    wrapped.subList(1, wrapped.size()).forEach(lines::add);
  }

  private static String paint(String severity, String word, AnsiStyle palette) {
    return switch (severity) {
      case "error" -> palette.bad(word);
      case "warning" -> palette.notable(word);
      default -> palette.faint(word);
    };
  }
}
