package dev.fairway.operator.document;

import java.util.List;

/** Diagnostics for people: one for a line, the severity first, where it is about what. */
public final class DiagnosticText {

  private DiagnosticText() {}

  /** The lines, each ended; empty where there is none. */
  public static String of(List<DiagnosticView> diagnostics, Palette palette) {
    Lines lines = new Lines();
    for (DiagnosticView one : diagnostics) {
      List<String> wrapped =
          Lines.wrap("", "        ", one.severity() + ": " + one.object() + ": " + one.message());
      String first = wrapped.get(0);
      String word = one.severity() + ":";
      lines.add(paint(one.severity(), word, palette) + first.substring(word.length()));
      wrapped.subList(1, wrapped.size()).forEach(lines::add);
    }
    return lines.toString();
  }

  private static String paint(String severity, String word, Palette palette) {
    return switch (severity) {
      case "error" -> palette.bad(word);
      case "warning" -> palette.notable(word);
      default -> palette.faint(word);
    };
  }
}
