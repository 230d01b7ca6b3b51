package dev.fairway.operator.document;

import java.util.List;

/**
 * Why a server gives no answer, as JSON shows it.
 *
 * @param formatVersion {@link Json#FORMAT_VERSION}
 * @param problem a sentence: what is wrong and what would be right
 * @param diagnostics what else is wrong; it may be the reason
 */
public record ProblemDocument(int formatVersion, String problem, List<DiagnosticView> diagnostics) {

  /** Copies. */
  public ProblemDocument {
    diagnostics = List.copyOf(diagnostics);
  }

  /** A problem of the version that is written today. */
  public static ProblemDocument of(String problem, List<DiagnosticView> diagnostics) {
    return new ProblemDocument(Json.FORMAT_VERSION, problem, diagnostics);
  }
}
