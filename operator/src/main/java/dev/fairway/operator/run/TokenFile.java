package dev.fairway.operator.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A token in a file, where somebody puts a new one before one expires. Thread-safe; its text shows
 * nothing of it.
 */
final class TokenFile {

  private final Path file;
  private volatile String last = "";

  private TokenFile(Path file) {
    this.file = file;
  }

  /**
   * That file.
   *
   * @throws StartException where it holds none
   */
  static TokenFile read(Path file) {
    TokenFile token = new TokenFile(file);
    if (token.current().isEmpty()) {
      throw new StartException("token file " + file + " cannot be read, or is empty");
    }
    return token;
  }

  /** The token now; the one before where the file cannot be read for a moment. */
  String current() {
    try {
      String read = Files.readString(file).strip();
      last = read.isEmpty() ? last : read;
    } catch (IOException away) {
      // Files are replaced by way of links: there may be a moment without one.
      return last;
    }
    return last;
  }
}
