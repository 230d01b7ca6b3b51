package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading settings.
 *
 * @param settings the settings; empty where a diagnostic is an error
 * @param diagnostics those of the file by line and column, then those of the environment and of the
 *     flags by name
 */
public record SettingsReading(Optional<Settings> settings, List<Diagnostic> diagnostics) {

  /** Copies; refuses settings beside an error, and none without one. */
  public SettingsReading {
    diagnostics = List.copyOf(diagnostics);
    if (settings.isPresent() == diagnostics.stream().anyMatch(Diagnostic::isError)) {
      throw new IllegalArgumentException("settings or errors, not both or neither");
    }
  }
}
