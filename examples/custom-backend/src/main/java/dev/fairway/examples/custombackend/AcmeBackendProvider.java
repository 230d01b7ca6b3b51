package dev.fairway.examples.custombackend;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.examples.custombackend.acme.AcmeConnection;
import dev.fairway.examples.custombackend.acme.AcmeDirectory;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.SdwanBackendProvider;
import dev.fairway.spi.Secret;
import dev.fairway.spi.SettingException;
import dev.fairway.spi.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the ServiceLoader finds. Reads settings; asks the fabric nothing. */
public final class AcmeBackendProvider implements SdwanBackendProvider {

  // tag::provider[]
  @Override
  public String name() {
    return "acme";
  }

  @Override
  public String description() {
    return "Acme's controller, an invented one: the example of how to write a backend";
  }

  @Override
  public List<SettingKey> settings() {
    return List.of(
        SettingKey.required("controller", "The address of the controller"),
        SettingKey.secret("apiKey", "The key that opens it; or name a file in apiKeyFile"),
        SettingKey.optional("apiKeyFile", "A file whose first line is the key"));
  }

  @Override
  public SdwanBackend open(BackendSettings settings, OwnerId owner) {
    String address = settings.requiredText("controller");
    return new AcmeBackend(
        new AcmeClient(() -> controller(address), apiKey(settings)), owner, AcmeProfile.FULL);
  }

  // end::provider[]

  private static AcmeConnection controller(String address) {
    return AcmeDirectory.find(address)
        .orElseThrow(
            () ->
                new BackendException(
                    ErrorKind.UNAVAILABLE, "no Acme controller answers at '" + address + "'"));
  }

  private static Secret apiKey(BackendSettings settings) {
    if (settings.text("apiKey").isPresent() == settings.text("apiKeyFile").isPresent()) {
      throw new SettingException("apiKey", "set either this or 'apiKeyFile'");
    }
    return settings
        .path("apiKeyFile")
        .map(AcmeBackendProvider::firstLine)
        .or(() -> settings.secret("apiKey"))
        .orElseThrow();
  }

  private static Secret firstLine(Path file) {
    try {
      return Files.readString(file)
          .lines()
          .findFirst()
          .map(Secret::new)
          .orElseThrow(() -> new SettingException("apiKeyFile", "'" + file + "' is empty"));
    } catch (IOException unreadable) {
      throw new SettingException("apiKeyFile", "'" + file + "' cannot be read");
    }
  }
}
