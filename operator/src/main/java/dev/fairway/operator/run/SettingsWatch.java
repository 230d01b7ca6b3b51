package dev.fairway.operator.run;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.policy.Digest;
import dev.fairway.operator.settings.SettingsReader;
import dev.fairway.operator.settings.SettingsReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch on the settings file: whether it is still as at the start of this process. Compares
 * content: a ConfigMap is replaced by way of links, whose times say nothing. Thread-safe.
 */
public final class SettingsWatch {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsWatch.class);
  private static final String LATER = "takes effect at the next start";

  private final Path file;
  private final Map<String, String> environment;
  private final Map<String, String> flags;
  private final Optional<Digest> first;
  private Optional<Digest> last;
  private Optional<String> note = Optional.empty();

  /**
   * Starts a watch: to be called before the settings are read, so that no change is missed.
   *
   * @param environment as the settings are read with
   * @param flags as the settings are read with
   */
  public SettingsWatch(Path file, Map<String, String> environment, Map<String, String> flags) {
    this.file = file;
    this.environment = Map.copyOf(environment);
    this.flags = Map.copyOf(flags);
    this.first = content();
    this.last = first;
  }

  private Optional<Digest> content() {
    try {
      return Optional.of(
          Digest.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)));
    } catch (IOException away) {
      return Optional.empty();
    }
  }

  /** Reads the file again; logs each change once. */
  synchronized void look() {
    Optional<Digest> now = content();
    if (now.equals(last)) {
      return;
    }
    last = now;
    if (now.equals(first)) {
      note = Optional.empty();
      LOG.info("settings file {} is again as it was at the start", file);
      return;
    }
    String change = now.isEmpty() ? "cannot be read any more" : "changed: " + outcome();
    note = Optional.of(change);
    LOG.warn("settings file {} {}", file, change);
  }

  private String outcome() {
    SettingsReading reading = SettingsReader.read(Optional.of(file), environment, flags);
    String wrong =
        reading.diagnostics().stream()
            .filter(Diagnostic::isError)
            .map(Diagnostic::toString)
            .collect(Collectors.joining("; "));
    return wrong.isEmpty() ? LATER : LATER + ", which would fail: " + wrong;
  }

  /** The file. */
  Path file() {
    return file;
  }

  /** The change of the file; empty where there is none. */
  public synchronized Optional<String> note() {
    return note;
  }
}
