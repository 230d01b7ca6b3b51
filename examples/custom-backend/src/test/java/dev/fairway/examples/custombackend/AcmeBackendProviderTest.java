package dev.fairway.examples.custombackend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairway.examples.custombackend.acme.AcmeDirectory;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.SdwanBackendProvider;
import dev.fairway.spi.SettingException;
import dev.fairway.testkit.TestCallContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcmeBackendProviderTest {

  private static final String ADDRESS = "provider-test";

  private final SdwanBackendProvider provider = found();

  @BeforeEach
  void publish() {
    AcmeDirectory.publish(ADDRESS, AcmeAdmin.lab());
  }

  @AfterEach
  void withdraw() {
    AcmeDirectory.withdraw(ADDRESS);
  }

  private static SdwanBackendProvider found() {
    return ServiceLoader.load(SdwanBackendProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals("acme"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void serviceLoader_findsTheProviderByName() {
    assertInstanceOf(AcmeBackendProvider.class, provider);
    assertEquals(
        List.of("controller", "apiKey", "apiKeyFile"),
        provider.settings().stream().map(setting -> setting.name()).toList());
    assertEquals(
        List.of("apiKey"),
        provider.settings().stream()
            .filter(setting -> setting.secret())
            .map(setting -> setting.name())
            .toList());
  }

  @Test
  void open_keyInAFile_readsTheFabric(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("key"), AcmeAdmin.API_KEY + "\n");
    Map<String, String> settings = Map.of("controller", ADDRESS, "apiKeyFile", "key");

    try (SdwanBackend backend =
        provider.open(BackendSettings.of(settings, folder), AcmeSampleRules.OWNER)) {
      assertEquals(
          "[berlin, lisbon, oslo]", backend.inventory(call()).inventory().siteIds().toString());
    }
  }

  @Test
  void open_wrongKey_isUnauthorizedAndNotSpoken() {
    BackendException refused = inventoryWith(Map.of("controller", ADDRESS, "apiKey", "guessed-1"));

    assertEquals(ErrorKind.UNAUTHORIZED, refused.kind());
    assertFalse(String.valueOf(refused.getMessage()).contains("guessed-1"));
  }

  @Test
  void open_nobodyAtTheAddress_isUnavailableWhenItIsAskedForSomething() {
    BackendException refused = inventoryWith(Map.of("controller", "nowhere", "apiKey", "any"));

    assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
  }

  @Test
  void open_settingsThatCannotBeUsed_areNamed() {
    assertEquals("controller", refused(Map.of("apiKey", "x")));
    assertEquals("apiKey", refused(Map.of("controller", ADDRESS)));
    assertEquals(
        "apiKey", refused(Map.of("controller", ADDRESS, "apiKey", "x", "apiKeyFile", "y")));
    assertEquals(
        "apiKeyFile", refused(Map.of("controller", ADDRESS, "apiKeyFile", "no-such-file")));
  }

  private String refused(Map<String, String> settings) {
    return assertThrows(
            SettingException.class,
            () -> provider.open(BackendSettings.of(settings), AcmeSampleRules.OWNER))
        .setting();
  }

  private BackendException inventoryWith(Map<String, String> settings) {
    try (SdwanBackend backend =
        provider.open(BackendSettings.of(settings), AcmeSampleRules.OWNER)) {
      return assertThrows(BackendException.class, () -> backend.inventory(call()));
    }
  }

  private static TestCallContext call() {
    return TestCallContext.lasting(Duration.ofSeconds(30));
  }
}
