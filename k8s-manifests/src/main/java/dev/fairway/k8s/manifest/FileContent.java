package dev.fairway.k8s.manifest;

import java.util.Arrays;

/**
 * The bytes of a file. Not to be compared or changed.
 *
 * @param name the file's path as it was given or found; {@code -} for standard input
 * @param bytes all of them
 */
@SuppressWarnings("ArrayRecordComponent") // lives from reading a file to parsing it
record FileContent(String name, byte[] bytes) {

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** True where there is nothing but white space. */
  boolean isBlank() {
    return start() == bytes.length;
  }

  /**
   * True where it says that it is JSON, by its name or, where the name does not tell, by its first
   * character: standard input and {@code <(kubectl ...)} have no name.
   */
  boolean isJson() {
    if (name.endsWith(".json")) {
      return true;
    }
    boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
    return !yaml && !isBlank() && bytes[start()] == '{';
  }

  /** The offset of the text: behind the byte order mark of UTF-8 and white space. */
  private int start() {
    int start = startsWithMark() ? MARK.length : 0;
    while (start < bytes.length && Character.isWhitespace(bytes[start])) {
      start++;
    }
    return start;
  }

  private boolean startsWithMark() {
    return bytes.length >= MARK.length
        && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
  }
}
