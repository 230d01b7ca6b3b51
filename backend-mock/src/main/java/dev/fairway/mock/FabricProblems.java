package dev.fairway.mock;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.mock.FabricNode.Spot;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one file, in the order in which it was found. Not thread-safe. */
final class FabricProblems {

  private final Subject file;
  private final List<Diagnostic> found = new ArrayList<>();

  FabricProblems(String fileName) {
    this.file = new Subject(Subject.Kind.FILE, fileName);
  }

  void add(Spot at, String key, String value, String message) {
    found.add(
        Diagnostic.error(DiagnosticCode.MALFORMED_FILE, file, key, value, at + ": " + message));
  }

  void missingFile(String message) {
    found.add(Diagnostic.error(DiagnosticCode.MISSING_FILE, file, "", "", message));
  }

  List<Diagnostic> found() {
    return List.copyOf(found);
  }

  boolean none() {
    return found.isEmpty();
  }
}
