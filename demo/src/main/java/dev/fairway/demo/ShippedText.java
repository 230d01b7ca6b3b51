package dev.fairway.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of the demo that are in the program. */
final class ShippedText {

  private ShippedText() {}

  static String of(String file) {
    try (InputStream text = ShippedText.class.getResourceAsStream("/demo/" + file)) {
      if (text == null) {
        throw new IllegalStateException(file + " is not in the program");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file, unreadable);
    }
  }
}
