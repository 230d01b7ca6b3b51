package dev.fairway.k8s.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The text of one YAML document of a file.
 *
 * @param text what stands between two separators
 * @param firstLine the number of its first line in the file, from 1
 */
record DocumentText(String text, int firstLine) {

  private static final String SEPARATOR = "---";

  /**
   * The documents of a file, cut by the rule of {@code kubectl}: a line that starts with three
   * dashes separates two of them, whatever it stands in; nothing but white space and a comment may
   * follow the dashes.
   *
   * @param refused called with the number of each line that breaks the rule, and with what is wrong
   */
  static List<DocumentText> split(String file, BiConsumer<Integer, String> refused) {
    List<DocumentText> documents = new ArrayList<>();
    int start = 0;
    int firstLine = 1;
    int number = 1;
    for (int at = 0; at < file.length(); number++) {
      int end = file.indexOf('\n', at) + 1;
      int next = end == 0 ? file.length() : end;
      if (file.startsWith(SEPARATOR, at)) {
        String behind = file.substring(at + SEPARATOR.length(), next).strip();
        if (!behind.isEmpty() && behind.charAt(0) != '#') {
          refused.accept(
              number,
              "kubectl takes no '---' with text behind it: the document starts a line later");
        }
        documents.add(new DocumentText(file.substring(start, at), firstLine));
        start = next;
        firstLine = number + 1;
      }
      at = next;
    }
    documents.add(new DocumentText(file.substring(start), firstLine));
    return documents;
  }

  /** The text without a byte order mark: two files that were copied into one have one inside. */
  String withoutMark() {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
