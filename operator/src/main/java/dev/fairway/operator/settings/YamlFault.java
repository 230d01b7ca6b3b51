package dev.fairway.operator.settings;

import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Why a text is not YAML, in a sentence of our own: the parser's repeats the line, and the line may
 * hold a secret.
 *
 * @param at where the parser gave up
 * @param sentence what is wrong and what would be right
 */
record YamlFault(FilePosition at, String sentence) {

  /**
   * The fault behind an exception of the parser.
   *
   * @param token where the last token began, for exceptions that do not know better
   */
  static YamlFault of(Exception refused, FilePosition token, String text) {
    Optional<Mark> mark = mark(refused);
    if (mark.isEmpty()) {
      return new YamlFault(token, "a key must be one plain word, and a value must follow it");
    }
    FilePosition at = new FilePosition(mark.get().getLine() + 1, mark.get().getColumn() + 1);
    if (at.compareTo(FilePosition.after(text.stripTrailing())) >= 0) {
      return new YamlFault(at, "the text ends too early; is a quote, a '{' or a '[' left open?");
    }
    return new YamlFault(at, sentence(text, at));
  }

  private static String sentence(String text, FilePosition at) {
    String line = text.lines().skip(at.line() - 1L).findFirst().orElse("");
    if (line.substring(0, line.length() - line.stripLeading().length()).contains("\t")) {
      return "a tab stands where only spaces may indent";
    }
    if (at.column() > line.length()) {
      return "this line is not YAML: is a ':' missing after a key?";
    }
    return switch (line.charAt(at.column() - 1)) {
      case ':' ->
          "a ':' cannot stand here; put the value in quotes if it belongs to it, and check"
              + " that a '{' or '[' before it is closed";
      case '@', '`', '%', '\t' -> "this character cannot begin a value; put the value in quotes";
      default ->
          "this is not YAML: check the indentation, quotes and brackets here and on the line"
              + " before";
    };
  }

  private static Optional<Mark> mark(Throwable refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYAMLException marked) {
        return Optional.ofNullable(marked.getProblemMark());
      }
    }
    return Optional.empty();
  }
}
