package dev.fairway.demo.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A temporary folder that only its owner can read, and that is deleted when it is closed. */
public final class PrivateFolder implements AutoCloseable {

  private final Path folder;
  private final List<Path> files = new ArrayList<>();

  private PrivateFolder(Path folder) {
    this.folder = folder;
  }

  /** Creates one; its name begins with the prefix. */
  public static PrivateFolder create(String prefix) {
    try {
      // A new temporary folder belongs to its owner alone.
      return new PrivateFolder(Files.createTempDirectory(prefix));
    } catch (IOException failed) {
      throw new UncheckedIOException("no folder can be made for files: " + failed, failed);
    }
  }

  /** Writes a file that only its owner can read. */
  public Path write(String name, String text) {
    Path file = folder.resolve(name);
    try {
      // Another user can open a new temporary file no more than the folder.
      Path temporary = Files.createTempFile(folder, name, "");
      Files.writeString(temporary, text, StandardCharsets.UTF_8);
      Files.move(temporary, file);
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
