package dev.fairway.operator.document;

/** The colours of text for a terminal, or none for a file. Immutable. */
public enum AnsiStyle {
  /** No colours: for files, pipes and terminals without them. */
  PLAIN,
  /** ANSI colours (ECMA-48, "Select Graphic Rendition"). */
  ANSI;

  /** Paints what is added or good: green. */
  public String good(String text) {
    return paint("32", text);
  }

  /** Paints what changes or needs attention: yellow. */
  public String notable(String text) {
    return paint("33", text);
  }

  /** Paints what is removed or wrong: red. */
  public String bad(String text) {
    return paint("31", text);
  }

  /** Paints a heading: bold. */
  public String strong(String text) {
    return paint("1", text);
  }

  /** Paints a detail: faint. */
  public String faint(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return this == ANSI ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
