package dev.fairway.operator.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;

/** Lines for people. */
final class TextLines {

  /** A message stays on its line, whatever it repeats from an object of the cluster. */
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %replace(%msg){'\\s*[\\r\\n]\\s*',' '}%n";

  private TextLines() {}

  static PatternLayout layout(LoggerContext context) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(PATTERN);
    return layout;
  }
}
