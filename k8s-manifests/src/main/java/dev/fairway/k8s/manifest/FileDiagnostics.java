package dev.fairway.k8s.manifest;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers what is wrong with files while they are read, and what in them was passed over. */
final class FileDiagnostics {

  private final SortedSet<Diagnostic> diagnostics = new TreeSet<>();
  private final SortedMap<String, Integer> ignored = new TreeMap<>();

  static Subject subject(String file) {
    return new Subject(Subject.Kind.FILE, file);
  }

  void add(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  /** A file, or a part of it, that is no manifest. */
  void malformedFile(String file, String where, String message) {
    add(Diagnostic.error(DiagnosticCode.MALFORMED_FILE, subject(file), "", where, message));
  }

  /** An object that cannot be understood. */
  void malformedObject(String file, String object, String field, String message) {
    add(Diagnostic.error(DiagnosticCode.MALFORMED_OBJECT, subject(file), field, object, message));
  }

  void ignore(String apiVersion, String kind) {
    ignored.merge(apiVersion + "/" + kind, 1, Integer::sum);
  }

  SortedMap<String, Integer> ignored() {
    return ignored;
  }

  List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }
}
