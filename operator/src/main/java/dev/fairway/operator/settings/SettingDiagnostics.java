package dev.fairway.operator.settings;

import com.fasterxml.jackson.core.JsonLocation;
import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.diagnostic.Subject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The diagnostics about the settings of one source: the file, the environment or the flags. For one
 * thread.
 */
final class SettingDiagnostics {

  /** Places in a file, in their order. */
  static final Comparator<JsonLocation> BY_PLACE =
      Comparator.comparingInt(JsonLocation::getLineNr).thenComparingInt(JsonLocation::getColumnNr);

  private static final int LONGEST = 60;
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

  private record Placed(JsonLocation at, Diagnostic diagnostic) {}

  private final Optional<Path> file;
  private final UnaryOperator<String> spelling;
  private final List<Placed> found = new ArrayList<>();

  private SettingDiagnostics(Optional<Path> file, UnaryOperator<String> spelling) {
    this.file = file;
    this.spelling = spelling;
  }

  static SettingDiagnostics ofFile(Path file) {
    return new SettingDiagnostics(Optional.of(file), key -> key);
  }

  static SettingDiagnostics ofEnvironment() {
    return new SettingDiagnostics(
        Optional.empty(), key -> "environment variable " + SettingNames.variableOf(key));
  }

  static SettingDiagnostics ofFlags() {
    return new SettingDiagnostics(Optional.empty(), key -> "flag " + SettingNames.flagOf(key));
  }

  /** Adds a known key whose value, which is no secret, is not right. */
  void wrong(String key, JsonLocation at, String value, String sentence) {
    Severity severity = Severity.ERROR;
    add(DiagnosticCode.MALFORMED_SETTING, severity, at, key, value, nameOf(key) + " " + sentence);
  }

  /** Adds a known key whose value is not right and must not be repeated. */
  void wrong(String key, JsonLocation at, String sentence) {
    wrong(key, at, "", sentence);
  }

  /** Adds a key that no setting has. */
  void unknown(String key, JsonLocation at, String hint) {
    String sentence = nameOf(key) + " is not a setting" + hint;
    add(DiagnosticCode.UNKNOWN_SETTING, Severity.ERROR, at, key, "", sentence);
  }

  /** Adds a warning of a key that has another name from this version on. */
  void renamed(String formerKey, String key, JsonLocation at) {
    String sentence =
        nameOf(formerKey)
            + " is now "
            + nameOf(key)
            + "; the old name is read in this version only";
    add(DiagnosticCode.RENAMED_SETTING, Severity.WARNING, at, formerKey, "", sentence);
  }

  /** Adds a warning of a setting that has no effect any more; its value is not looked at. */
  void removed(RemovedSetting setting, JsonLocation at) {
    String sentence = nameOf(setting.key()) + " has no effect any more: " + setting.replacement();
    add(DiagnosticCode.UNKNOWN_SETTING, Severity.WARNING, at, setting.key(), "", sentence);
  }

  /** Adds an environment variable that looks like a setting and is none. */
  void unusedVariable(String variable, String hint) {
    String shown = cut(variable);
    String sentence = "environment variable " + shown + " sets nothing" + hint;
    add(DiagnosticCode.UNKNOWN_SETTING, Severity.WARNING, YamlNode.START, shown, "", sentence);
  }

  /** Adds a file that cannot be read as YAML from some place on. */
  void malformedFile(JsonLocation at, String sentence) {
    add(DiagnosticCode.MALFORMED_FILE, Severity.ERROR, at, "", "", sentence);
  }

  /** Adds a file that cannot be read at all; no place in it is named. */
  void unreadableFile(DiagnosticCode code, String sentence) {
    found.add(new Placed(YamlNode.START, Diagnostic.error(code, subject(""), "", "", sentence)));
  }

  /** The diagnostics of this source, in the order of their places, then as they were added. */
  List<Diagnostic> sorted() {
    return found.stream()
        .sorted(Comparator.comparing(Placed::at, BY_PLACE))
        .map(Placed::diagnostic)
        .toList();
  }

  private void add(
      DiagnosticCode code,
      Severity severity,
      JsonLocation at,
      String key,
      String value,
      String sentence) {
    String shown = isKey(key) ? key : "";
    String place =
        file.isPresent() ? "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " : "";
    found.add(
        new Placed(
            at,
            new Diagnostic(
                code, severity, subject(shown), shown, cut(value), place + printable(sentence))));
  }

  private Subject subject(String key) {
    return file.map(path -> new Subject(Subject.Kind.FILE, path.toString()))
        .orElseGet(() -> new Subject(Subject.Kind.SETTING, key));
  }

  /** The name of a key as this source spells it; never what does not look like a key. */
  String nameOf(String key) {
    return isKey(key)
        ? spelling.apply(key)
        : "a key of other characters than letters, digits, '_', '.' and '-'";
  }

  /**
   * True where a key may be shown. {@code {password:secret}} is, to YAML, one key without a value:
   * whatever does not look like a key is never repeated.
   */
  static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  /** The value in quotes, fit for one line, cut where it is long. */
  static String quoted(String value) {
    return "'" + cut(value) + "'";
  }

  private static String cut(String value) {
    return printable(value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...");
  }

  /** The text with characters replaced that would break a line or hide in it. */
  private static String printable(String text) {
    return INVISIBLE.matcher(text).replaceAll("?");
  }
}
