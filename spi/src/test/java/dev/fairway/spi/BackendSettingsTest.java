package dev.fairway.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendSettingsTest {

  private static BackendSettings of(String name, String value) {
    return BackendSettings.of(Map.of(name, value));
  }

  @Test
  void of_mapChangedLater_keepsWhatWasGiven() {
    Map<String, String> values = new HashMap<>(Map.of("url", "https://a"));
    BackendSettings settings = BackendSettings.of(values);

    values.put("url", "https://b");

    assertEquals(Optional.of("https://a"), settings.text("url"));
  }

  @Test
  void names_areAscending() {
    BackendSettings settings = BackendSettings.of(Map.of("b", "1", "a", "2", "c", "3"));

    assertEquals(List.of("a", "b", "c"), List.copyOf(settings.names()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void requiredText_blank_isMissing(String blank) {
    SettingException missing =
        assertThrows(SettingException.class, () -> of("url", blank).requiredText("url"));

    assertEquals("url", missing.setting());
    assertEquals("setting 'url': must be set", missing.getMessage());
  }

  @Test
  void toString_showsNoValue() {
    BackendSettings settings = of("password", "hunter2");

    assertEquals("settings [password]", settings.toString());
    assertEquals("Optional[***]", settings.secret("password").toString());
    assertEquals("hunter2", settings.secret("password").orElseThrow().reveal());
  }

  @Test
  void path_relative_startsAtTheFolderOfTheSettings() {
    Path folder = Path.of("/etc/fairway");

    assertEquals(
        Optional.of(Path.of("/etc/fairway/fabric.yaml")),
        BackendSettings.of(Map.of("fabric", "fabric.yaml"), folder).path("fabric"));
    assertEquals(
        Optional.of(Path.of("/srv/fabric.yaml")),
        BackendSettings.of(Map.of("fabric", "/srv/fabric.yaml"), folder).path("fabric"));
    assertEquals(Optional.empty(), BackendSettings.of(Map.of(), folder).path("fabric"));
  }

  @Test
  void path_thatCannotBeOne_isNamed() {
    SettingException refused =
        assertThrows(SettingException.class, () -> of("fabric", "a\0b").path("fabric"));

    assertEquals("fabric", refused.setting());
  }

  @Test
  void flag_isTrueFalseOrTheDefault() {
    assertTrue(of("verify", "true").flag("verify", false));
    assertFalse(of("verify", "false").flag("verify", true));
    assertTrue(BackendSettings.of(Map.of()).flag("verify", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "1", ""})
  void flag_anythingElse_isNamedWithWhatWouldBeRight(String value) {
    SettingException refused =
        assertThrows(SettingException.class, () -> of("verify", value).flag("verify", true));

    assertEquals("setting 'verify': '" + value + "' is not true or false", refused.getMessage());
  }

  @Test
  void number_withinItsBounds_isRead() {
    assertEquals(1, of("retries", "1").number("retries", 1, 9, 5));
    assertEquals(9, of("retries", "9").number("retries", 1, 9, 5));
    assertEquals(5, BackendSettings.of(Map.of()).number("retries", 1, 9, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10", "-1", "+3", "3.0", "three", "", "99999999999"})
  void number_anythingElse_isNamedWithItsBounds(String value) {
    SettingException refused =
        assertThrows(SettingException.class, () -> of("retries", value).number("retries", 1, 9, 5));

    assertEquals(
        "setting 'retries': '" + value + "' is not a whole number from 1 to 9",
        refused.getMessage());
  }

  @Test
  void duration_isReadOrTheDefault() {
    assertEquals(Duration.ofSeconds(30), of("timeout", "30s").duration("timeout", Duration.ZERO));
    assertEquals(
        Duration.ofSeconds(5),
        BackendSettings.of(Map.of()).duration("timeout", Duration.ofSeconds(5)));
  }

  @Test
  void duration_withoutAUnit_isNamedWithAnExample() {
    SettingException refused =
        assertThrows(
            SettingException.class, () -> of("timeout", "30").duration("timeout", Duration.ZERO));

    assertEquals(
        "setting 'timeout': '30' is not a duration, as in 500ms, 30s, 5m, 1h",
        refused.getMessage());
  }
}
