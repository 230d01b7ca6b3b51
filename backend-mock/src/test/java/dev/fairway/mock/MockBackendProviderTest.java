package dev.fairway.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.SdwanBackendProvider;
import dev.fairway.spi.SettingException;
import dev.fairway.spi.SettingKey;
import dev.fairway.testkit.TestCallContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MockBackendProviderTest {

  private static final OwnerId OWNER = new OwnerId("shop");

  private final SdwanBackendProvider provider = new MockBackendProvider();

  @Test
  void serviceLoader_findsIt() {
    List<String> names =
        ServiceLoader.load(SdwanBackendProvider.class).stream()
            .map(found -> found.get().name())
            .toList();

    assertEquals(List.of("mock"), names);
  }

  @Test
  void open_fileNextToTheSettings_isRead(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("fabric.yaml"),
        """
        sites:
          - {id: a, edges: [{name: e1, transports: [mpls]}]}
          - {id: b, edges: [{name: e2, transports: [mpls]}]}
        """);
    BackendSettings settings = BackendSettings.of(Map.of("fabric", "fabric.yaml"), folder);

    try (SdwanBackend backend = provider.open(settings, OWNER)) {
      TestCallContext call = TestCallContext.lasting(Duration.ofSeconds(30));
      assertEquals("[a, b]", backend.inventory(call).inventory().siteIds().toString());
    }
  }

  @Test
  void open_withoutAFile_namesTheSetting() {
    SettingException refused =
        assertThrows(
            SettingException.class, () -> provider.open(BackendSettings.of(Map.of()), OWNER));

    assertEquals("setting 'fabric': must be set", refused.getMessage());
    assertEquals(List.of(true), provider.settings().stream().map(SettingKey::required).toList());
  }

  @Test
  void open_malformedFile_namesTheSettingTheFileThePlaceAndTheMistake(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("fabric.yaml"), "sites: []\ntunels: []\n");
    BackendSettings settings = BackendSettings.of(Map.of("fabric", file.toString()));

    SettingException refused =
        assertThrows(SettingException.class, () -> provider.open(settings, OWNER));

    assertEquals("fabric", refused.setting());
    assertTrue(
        refused
            .getMessage()
            .contains(
                "fabric.yaml: line 2, column 1: unknown key 'tunels' in a fabric;"
                    + " did you mean 'tunnels'?"),
        refused.getMessage());
    assertTrue(refused.getMessage().contains("at least one site"), refused.getMessage());
    assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
  }

  @Test
  void open_fabricGivenInCode_isSharedAndNeedsNoSetting() {
    MockFabric fabric = new MockFabric(Fabrics.twoSites(Commit.WHOLE_PLAN));
    SdwanBackendProvider given = new MockBackendProvider(fabric);

    given.open(BackendSettings.of(Map.of()), OWNER).close();

    assertEquals(List.of(false), given.settings().stream().map(SettingKey::required).toList());
  }
}
