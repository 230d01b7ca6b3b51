package dev.fairway.demo;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** The sentences of the demo, from {@code story.properties}. */
final class StoryText {

  private static final Properties SENTENCES = new Properties();

  static {
    try (Reader text =
        new InputStreamReader(DemoManifests.open("story.properties"), StandardCharsets.UTF_8)) {
      SENTENCES.load(text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private StoryText() {}

  /** The sentence of a key, with its arguments. */
  static String of(String key, Object... arguments) {
    String sentence =
        Optional.ofNullable(SENTENCES.getProperty(key))
            .orElseThrow(() -> new IllegalArgumentException("no sentence '" + key + "'"));
    return String.format(Locale.ROOT, sentence, arguments);
  }
}
