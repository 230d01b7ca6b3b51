package dev.fairway.operator.document;

import java.util.List;

/**
 * The problem that a server answers with, in JSON.
 *
 * @param formatVersion {@link Json#FORMAT_VERSION}
 * @param problem a sentence: what is wrong and what would be right
 * @param diagnostics further diagnostics that may be the reason
 */
public record ProblemDocument(int formatVersion, String problem, List<DiagnosticView> diagnostics) {

  /** Copies. */
  public ProblemDocument {
    diagnostics = List.copyOf(diagnostics);
  }

  /** A problem in the present format version. */
  public static ProblemDocument of(String problem, List<DiagnosticView> diagnostics) {
    return new ProblemDocument(Json.FORMAT_VERSION, problem, diagnostics);
  }
}
