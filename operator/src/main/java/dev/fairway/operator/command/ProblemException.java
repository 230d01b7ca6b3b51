package dev.fairway.operator.command;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.operator.document.DiagnosticView;
import dev.fairway.operator.document.ProblemDocument;
import java.util.List;

/**
 * A problem that ends a command: wrong input, or a failure outside. Shown without a stack trace.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<DiagnosticView> diagnostics;
  private final String argument;

  ProblemException(List<Diagnostic> diagnostics) {
    this(DiagnosticView.of(diagnostics), "");
  }

  private ProblemException(List<DiagnosticView> diagnostics, String argument) {
    super(argument.isEmpty() ? diagnostics.toString() : argument);
    this.diagnostics = List.copyOf(diagnostics);
    this.argument = argument;
  }

  /**
   * The problem of an argument.
   *
   * @param sentence what is wrong with it and what would be right
   * @param others further diagnostics that may be the reason, such as an unreadable file
   */
  public static ProblemException ofArgument(String sentence, List<Diagnostic> others) {
    return new ProblemException(DiagnosticView.of(others), sentence);
  }

  /** The problem that a server answered with. */
  static ProblemException of(ProblemDocument document) {
    return new ProblemException(document.diagnostics(), document.problem());
  }

  /** The problem of a setting. */
  static ProblemException of(DiagnosticCode code, String setting, String message) {
    Subject subject = new Subject(Subject.Kind.SETTING, setting);
    return new ProblemException(List.of(Diagnostic.error(code, subject, setting, "", message)));
  }

  List<DiagnosticView> diagnostics() {
    return diagnostics;
  }

  /** What is wrong with an argument; empty where none is. */
  String argument() {
    return argument;
  }
}
