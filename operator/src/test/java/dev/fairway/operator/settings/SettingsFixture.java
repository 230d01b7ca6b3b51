package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings in a real file, read as the program reads them. */
record SettingsFixture(Path file) {

  /** Writes the file into a folder. */
  static SettingsFixture in(Path folder, String yaml) {
    try {
      return new SettingsFixture(Files.writeString(folder.resolve("fairway.yaml"), yaml));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  SettingsReading read() {
    return read(Map.of(), Map.of());
  }

  SettingsReading read(Map<String, String> environment, Map<String, String> flags) {
    return SettingsReader.read(Optional.of(file), environment, flags);
  }

  /** The messages about the file alone. */
  List<String> messages() {
    return messages(read());
  }

  /** The messages of a reading. */
  static List<String> messages(SettingsReading reading) {
    return reading.diagnostics().stream().map(Diagnostic::message).toList();
  }
}
