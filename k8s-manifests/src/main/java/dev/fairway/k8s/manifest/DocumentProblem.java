package dev.fairway.k8s.manifest;

/**
 * What is wrong with a document of a file.
 *
 * @param fatal true where the document could not be read to its end
 * @param where {@code line 12, column 3}; empty where it is not known
 * @param what what is wrong there
 */
record DocumentProblem(boolean fatal, String where, String what) {

  static DocumentProblem fatal(String where, String what) {
    return new DocumentProblem(true, where, what);
  }

  static DocumentProblem notice(String where, String what) {
    return new DocumentProblem(false, where, what);
  }

  static DocumentProblem twice(String where, String key) {
    return notice(where, "key '" + key + "' stands twice; the last one counts, as for kubectl");
  }

  String message() {
    return where.isEmpty() ? what : where + ": " + what;
  }
}
