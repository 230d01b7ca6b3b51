package dev.fairway.operator.settings;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column in characters, from 1
 */
record FilePosition(int line, int column) implements Comparable<FilePosition> {

  /** Where a text begins. */
  static final FilePosition START = new FilePosition(1, 1);

  /** Refuses what is before the start. */
  FilePosition {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("line " + line + ", column " + column);
    }
  }

  /** The place that follows a text which begins at the start. O(n). */
  static FilePosition after(String text) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new FilePosition(line, text.codePointCount(lineStart, text.length()) + 1);
  }

  @Override
  public int compareTo(FilePosition other) {
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  /** {@code line 3, column 9}. */
  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
