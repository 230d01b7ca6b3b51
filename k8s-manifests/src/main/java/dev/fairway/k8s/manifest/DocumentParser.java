package dev.fairway.k8s.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The parser of JSON and YAML to trees of maps, lists and scalars, as {@code kubectl} reads both: a
 * file whose first character is that of a JSON object is JSON; what is no JSON behind the first
 * document at most is YAML, as every other file. Messages do not quote values: there may be a
 * Secret in the file.
 */
final class DocumentParser {

  private DocumentParser() {}

  /**
   * Parses a file.
   *
   * @param documents called with each document that could be read, in their order; empty ones are
   *     left out
   * @param problems called with whatever is wrong
   */
  static void parse(
      FileContent content, Consumer<Object> documents, Consumer<DocumentProblem> problems) {
    if (content.isBlank()) {
      problems.accept(DocumentProblem.fatal("", "it is empty"));
      return;
    }
    try {
      if (content.isJson()) {
        JsonDocuments.parse(content.text(), documents, problems)
            .ifPresent(refusal -> parseRest(content.text(), refusal, documents, problems));
      } else {
        YamlDocuments.parse(content.text(), documents, problems);
      }
    } catch (StackOverflowError tooDeep) {
      problems.accept(DocumentProblem.fatal("", "it is nested too deeply"));
    }
  }

  /** Two documents of JSON make a file that is JSON to its end; before that it may be YAML. */
  private static void parseRest(
      String text,
      JsonDocuments.Refusal refusal,
      Consumer<Object> documents,
      Consumer<DocumentProblem> problems) {
    List<Object> rest = new ArrayList<>();
    List<DocumentProblem> found = new ArrayList<>();
    if (refusal.documents() <= 1) {
      String before = text.substring(0, refusal.end()).replaceAll("[^\n]", "");
      YamlDocuments.parse(before + text.substring(refusal.end()), rest::add, found::add);
    }
    if (rest.isEmpty()) {
      problems.accept(refusal.problem());
    } else {
      rest.forEach(documents);
      found.forEach(problems);
    }
  }
}
