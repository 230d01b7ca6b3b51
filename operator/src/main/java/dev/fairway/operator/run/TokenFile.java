package dev.fairway.operator.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A token in a file that is replaced before the token expires. Thread-safe; {@code toString} shows
 * nothing of it.
 */
final class TokenFile {

  private final Path file;
  private volatile String last = "";

  /**
   * The token of that file.
   *
   * @throws StartException where it holds none
   */
  TokenFile(Path file) {
    this.file = file;
    if (current().isEmpty()) {
      throw new StartException("token file " + file + " cannot be read, or is empty");
    }
  }

  /** The token now; the last one where the file cannot be read for a moment. */
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
