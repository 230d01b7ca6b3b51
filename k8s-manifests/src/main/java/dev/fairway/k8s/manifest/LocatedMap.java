package dev.fairway.k8s.manifest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A mapping in a file, in the order of the file, with the line of each key. Equal to any map with
 * the same entries.
 */
@SuppressWarnings({"serial", "NonApiType"}) // never serialized; the order is part of it
final class LocatedMap extends LinkedHashMap<String, @Nullable Object> {

  private final int line;
  private int[] lines = new int[4];

  /** An empty mapping that starts in a line, counted from 1. */
  LocatedMap(int line) {
    this.line = line;
  }

  /** The line that it starts in. */
  int line() {
    return line;
  }

  /** Adds a key, or replaces its value and keeps its line. */
  void add(String key, @Nullable Object value, int keyLine) {
    if (!containsKey(key)) {
      int position = size();
      if (position == lines.length) {
        lines = Arrays.copyOf(lines, 2 * position);
      }
      lines[position] = keyLine;
    }
    put(key, value);
  }

  /** The line of a key; the mapping's own where there is no such key. O(n). */
  int line(String key) {
    int position = 0;
    for (String present : keySet()) {
      if (present.equals(key)) {
        return lines[position];
      }
      position++;
    }
    return line;
  }
}
