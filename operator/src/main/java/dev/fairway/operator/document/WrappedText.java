package dev.fairway.operator.document;

import java.util.ArrayList;
import java.util.List;

/** A text that is wrapped into lines of at most 100 columns. Not thread-safe. */
public final class WrappedText {

  /** The longest line, in characters. */
  public static final int COLUMNS = 100;

  private static final int FEW = 3;

  private final StringBuilder out = new StringBuilder();

  WrappedText add(String line) {
    out.append(line).append('\n');
    return this;
  }

  WrappedText blank() {
    return add("");
  }

  /** Adds a sentence; what does not fit goes on below, with the second indent. */
  WrappedText wrapped(String indent, String further, String text) {
    wrap(indent, further, text).forEach(this::add);
    return this;
  }

  /**
   * The sentence in lines that fit; a word that is longer than a line is not cut, and where the
   * text has a line feed a line ends.
   */
  public static List<String> wrap(String indent, String further, String text) {
    List<String> lines = new ArrayList<>();
    for (String part : text.split("\n", -1)) {
      wrap(lines, lines.isEmpty() ? indent : further, further, part);
    }
    return lines;
  }

  private static void wrap(List<String> lines, String indent, String further, String text) {
    StringBuilder line = new StringBuilder(indent);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > COLUMNS) {
        lines.add(line.toString());
        line = new StringBuilder(further);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
  }

  /** The first few of them, and how many more there are; an address without its full length. */
  public static String few(List<String> texts) {
    List<String> first = texts.stream().limit(FEW).map(WrappedText::withoutFullLength).toList();
    String shown = String.join(", ", first);
    return texts.size() <= FEW ? shown : shown + " and " + (texts.size() - FEW) + " more";
  }

  /** A /32 is one address of IPv4, and 2^96 of IPv6. */
  private static String withoutFullLength(String text) {
    String full = text.indexOf(':') >= 0 ? "/128" : "/32";
    return text.endsWith(full) ? text.substring(0, text.length() - full.length()) : text;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
