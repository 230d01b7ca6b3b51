package dev.fairway.operator.document;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.Collection;
import java.util.List;

/** Diagnostics for people: one for a line, the severity first, where it is about what. */
public final class DiagnosticText {

  private DiagnosticText() {}

  /** The lines, each ended; empty where there is none. */
  public static String ofDiagnostics(Collection<Diagnostic> diagnostics, AnsiStyle palette) {
    return of(DiagnosticView.of(diagnostics), palette);
  }

  /** What is wrong with an argument, as lines, each ended; empty where nothing is. */
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
    for (DiagnosticView one : diagnostics) {
      addTo(lines, one.severity(), one.object() + ": " + one.message(), palette);
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
