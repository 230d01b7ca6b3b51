package dev.fairway.mock;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.SdwanBackendProvider;
import dev.fairway.spi.SettingException;
import dev.fairway.spi.SettingKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Opens backends on mock fabrics: each on a new one, read from the file that the settings name, or
 * all of them on one that was made in code.
 */
public final class MockBackendProvider implements SdwanBackendProvider {

  private static final String FABRIC = "fabric";

  private final Optional<MockFabric> given;

  /** A provider whose fabrics come from files. */
  public MockBackendProvider() {
    this.given = Optional.empty();
  }

  /** A provider of one fabric, which needs no file. */
  public MockBackendProvider(MockFabric fabric) {
    this.given = Optional.of(fabric);
  }

  @Override
  public String name() {
    return "mock";
  }

  @Override
  public String description() {
    return "an SD-WAN in memory, described by a file; forgets everything when it ends";
  }

  @Override
  public List<SettingKey> settings() {
    String description = "the YAML file that describes the fabric";
    return List.of(
        given.isPresent()
            ? SettingKey.optional(FABRIC, description)
            : SettingKey.required(FABRIC, description));
  }

  @Override
  public SdwanBackend open(BackendSettings settings, OwnerId owner) {
    return given.orElseGet(() -> new MockFabric(layout(settings))).backend(owner);
  }

  private static FabricSpec layout(BackendSettings settings) {
    settings.requiredText(FABRIC);
    Path file = settings.path(FABRIC).orElseThrow();
    FabricReading reading = FabricFile.read(file);
    return reading
        .layout()
        .orElseThrow(() -> new SettingException(FABRIC, sentence(reading.diagnostics())));
  }

  private static String sentence(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("; "));
  }
}
