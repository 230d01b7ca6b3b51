package dev.fairway.catalyst;

import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files that settings name. */
final class SettingFile {

  private SettingFile() {}

  /**
   * The text of the file; empty where the setting is not set. Nothing of it is ever repeated.
   *
   * @throws SettingException where it cannot be read
   */
  static Optional<String> text(BackendSettings settings, String name) {
    return settings.path(name).map(path -> read(name, path));
  }

  private static String read(String name, Path path) {
    try {
      return Files.readString(path);
    } catch (IOException unreadable) {
      throw new SettingException(
          name,
          "file "
              + path
              + " cannot be read ("
              + unreadable.getClass().getSimpleName()
              + "); it must be a text file that this user may read");
    }
  }

  /**
   * The one line of a file, without spaces around it.
   *
   * @throws SettingException where it cannot be read, or is not one line
   */
  static Optional<String> line(BackendSettings settings, String name) {
    return text(settings, name)
        .map(String::strip)
        .map(
            line -> {
              if (line.isEmpty() || line.lines().count() > 1) {
                throw new SettingException(name, "the file must hold one line and no more");
              }
              return line;
            });
  }
}
