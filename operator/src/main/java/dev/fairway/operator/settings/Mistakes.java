package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with the settings of one source. For one thread. */
final class Mistakes {

  private record Mistake(FilePosition at, Diagnostic diagnostic) {}

  private final SettingSource source;
  private final List<Mistake> found = new ArrayList<>();

  Mistakes(SettingSource source) {
    this.source = source;
  }

  /** A known key whose value, which is no secret, is not right. */
  void wrong(String key, FilePosition at, String value, String sentence) {
    add(
        DiagnosticCode.MALFORMED_SETTING,
        Severity.ERROR,
        at,
        key,
        value,
        nameOf(key) + " " + sentence);
  }

  /** A known key whose value is not right and must not be repeated. */
  void wrong(String key, FilePosition at, String sentence) {
    wrong(key, at, "", sentence);
  }

  /** A key that no setting has. */
  void unknown(String key, FilePosition at, String hint) {
    add(
        DiagnosticCode.UNKNOWN_SETTING,
        Severity.ERROR,
        at,
        key,
        "",
        nameOf(key) + " is not a setting" + hint);
  }

  /** An environment variable that looks like a setting and is none. */
  void unusedVariable(String variable, String hint) {
    String shown = Shown.cut(variable);
    String message = "environment variable " + shown + " sets nothing" + hint;
    add(DiagnosticCode.UNKNOWN_SETTING, Severity.WARNING, FilePosition.START, shown, "", message);
  }

  /** A file that cannot be read as YAML from some place on. */
  void malformedFile(FilePosition at, String sentence) {
    add(DiagnosticCode.MALFORMED_FILE, Severity.ERROR, at, "", "", sentence);
  }

  /** A file that cannot be had at all; no place in it is named. */
  void unreadableFile(DiagnosticCode code, String sentence) {
    found.add(
        new Mistake(
            FilePosition.START, Diagnostic.error(code, source.subject(""), "", "", sentence)));
  }

  /** Those of this source, in the order of their places, then as they were found. */
  List<Diagnostic> diagnostics() {
    return found.stream()
        .sorted(Comparator.comparing(Mistake::at))
        .map(Mistake::diagnostic)
        .toList();
  }

  private void add(
      DiagnosticCode code,
      Severity severity,
      FilePosition at,
      String key,
      String value,
      String sentence) {
    String shown = keyShown(key);
    found.add(
        new Mistake(
            at,
            new Diagnostic(
                code,
                severity,
                source.subject(shown),
                shown,
                Shown.cut(value),
                source.lead(at) + Shown.printable(sentence))));
  }

  /** How the source writes a key; never what does not look like one. */
  String nameOf(String key) {
    return Shown.looksLikeKey(key)
        ? source.nameOf(key)
        : "a key of other characters than letters, digits, '_', '.' and '-'";
  }

  private static String keyShown(String key) {
    return Shown.looksLikeKey(key) ? key : "";
  }
}
