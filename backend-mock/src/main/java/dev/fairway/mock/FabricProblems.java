package dev.fairway.mock;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The problems of one fabric file, in the order in which they were found. Not thread-safe. */
final class FabricProblems {

  /** A position in a file, both counted from 1. */
  record Position(int line, int column) {
    @Override
    public String toString() {
      return "line " + line + ", column " + column;
    }
  }

  private final Subject file;
  private final List<Diagnostic> found = new ArrayList<>();

  FabricProblems(String fileName) {
    this.file = new Subject(Subject.Kind.FILE, fileName);
  }

  void add(Position at, String key, String value, String message) {
    found.add(
        Diagnostic.error(DiagnosticCode.MALFORMED_FILE, file, key, value, at + ": " + message));
  }

  void missingFile(String message) {
    found.add(Diagnostic.error(DiagnosticCode.MISSING_FILE, file, "", "", message));
  }

  /** The result of reading: the fabric where there is no problem, else the problems. */
  FabricReading reading(Optional<FabricSpec> spec) {
    return new FabricReading(found.isEmpty() ? spec : Optional.empty(), found);
  }

  boolean none() {
    return found.isEmpty();
  }
}
