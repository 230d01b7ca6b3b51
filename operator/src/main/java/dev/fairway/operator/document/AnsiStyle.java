package dev.fairway.operator.document;

/** Colours for people's text, or none: the choice is made once, where the text goes is known. */
public final class AnsiStyle {

  /** No colours: for files, pipes and terminals that cannot. */
  public static final AnsiStyle PLAIN = new AnsiStyle(false);

  /** ANSI colours (ECMA-48, "Select Graphic Rendition"). */
  public static final AnsiStyle ANSI = new AnsiStyle(true);

  private final boolean colours;

  private AnsiStyle(boolean colours) {
    this.colours = colours;
  }

  /** Something that comes, or is good. */
  public String good(String text) {
    return paint("32", text);
  }

  /** Something that changes, or wants attention. */
  public String notable(String text) {
    return paint("33", text);
  }

  /** Something that goes, or is wrong. */
  public String bad(String text) {
    return paint("31", text);
  }

  /** A heading. */
  public String strong(String text) {
    return paint("1", text);
  }

  /** Something beside the point. */
  public String faint(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
