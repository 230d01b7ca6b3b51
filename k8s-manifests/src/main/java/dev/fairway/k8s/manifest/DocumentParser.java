package dev.fairway.k8s.manifest;

import java.util.function.Consumer;

/**
 * The parser of JSON and YAML to trees of maps, lists and scalars, as {@code kubectl} reads both: a
 * file whose first character is that of a JSON object is JSON, every other is YAML. Messages do not
 * quote values: there may be a Secret in the file.
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
        JsonDocuments.parse(content.text(), documents, problems);
      } else {
        YamlDocuments.parse(content.text(), documents, problems);
      }
    } catch (StackOverflowError tooDeep) {
      problems.accept(DocumentProblem.fatal("", "it is nested too deeply"));
    }
  }
}
