package dev.fairway.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingKeyTest {

  @Test
  void factories_sayWhatIsRequiredSecretAndDefault() {
    assertEquals(
        new SettingKey("url", "where", true, false, Optional.empty()),
        SettingKey.required("url", "where"));
    assertEquals(
        new SettingKey("user", "who", false, false, Optional.empty()),
        SettingKey.optional("user", "who"));
    assertEquals(
        new SettingKey("timeout", "how long", false, false, Optional.of("30s")),
        SettingKey.withDefault("timeout", "30s", "how long"));
    assertEquals(
        new SettingKey("password", "which", false, true, Optional.empty()),
        SettingKey.secret("password", "which"));
  }
}
