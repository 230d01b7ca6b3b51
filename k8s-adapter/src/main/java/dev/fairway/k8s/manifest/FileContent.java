package dev.fairway.k8s.manifest;

/**
 * The bytes of a file. Not to be compared or changed.
 *
 * @param name the file's path as it was given or found; {@code -} for standard input
 * @param bytes all of them
 */
@SuppressWarnings("ArrayRecordComponent") // lives from reading a file to parsing it
record FileContent(String name, byte[] bytes) {

  /** True where there is nothing but white space. */
  boolean isBlank() {
    for (byte one : bytes) {
      if (!Character.isWhitespace(one)) {
        return false;
      }
    }
    return true;
  }

  /** True where it says that it is JSON, by its name or, without one, by its first character. */
  boolean isJson() {
    if (!name.equals(ManifestPaths.STANDARD_INPUT)) {
      return name.endsWith(".json");
    }
    for (byte one : bytes) {
      if (!Character.isWhitespace(one)) {
        return one == '{';
      }
    }
    return false;
  }
}
