package dev.fairway.demo.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder that only its owner can read, and that goes when it is closed. */
final class PrivateFolder implements AutoCloseable {

  private final Path folder;
  private final List<Path> files = new ArrayList<>();

  private PrivateFolder(Path folder) {
    this.folder = folder;
  }

  static PrivateFolder create(String prefix) {
    try {
      // A new temporary folder belongs to its owner alone.
      return new PrivateFolder(Files.createTempDirectory(prefix));
    } catch (IOException failed) {
      throw new UncheckedIOException("no folder can be made for files: " + failed, failed);
    }
  }

  Path write(String name, String text) {
    Path file = folder.resolve(name);
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException("'" + file + "' cannot be written", failed);
    }
    files.add(file);
    return file;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException("'" + folder + "' cannot be taken away", failed);
    }
  }
}
