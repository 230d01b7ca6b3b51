package dev.fairway.operator.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsGarbageTest {

  private static final int ROUNDS = 1_000;
  private static final String RIGHT =
      """
      cluster: {name: eu, networks: [{cidr: 10.0.0.0/8, site: "1"}, 10.1.0.0/16@x]}
      wan:
        scope: fabric   # "any"
      backend:
        settings: {password: 'hunter2', url: "https://x"}
      sync: {mode: sync, debounce: 200ms}
      """;
  private static final String[] PIECES = {
    "cluster",
    "name",
    ": ",
    ":",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\n",
    "\n  ",
    "\t",
    "- ",
    "? ",
    "&a ",
    "*a",
    "!!binary ",
    "!x ",
    "|\n",
    ">-\n",
    "'",
    "\"",
    "#",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "<<",
    "10.0.0.0/8",
    "@",
    "~",
    "é",
    "\u2028",
    "\r",
    "\u0085",
    "\\",
    "\uD83D\uDE00",
    "`",
    "0x1F",
    "1e9",
    "networks",
    "wan",
    "scope",
    "backend",
    "settings"
  };

  @TempDir Path folder;

  private static String pieces(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(30); i >= 0; i--) {
      out.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return out.toString();
  }

  private static byte[] damaged(Random random) {
    byte[] bytes = RIGHT.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  @Test
  void read_damagedFiles_seed7_neverThrowsAndNamesAPlace() throws Exception {
    Random random = new Random(7);
    Path file = folder.resolve("fairway.yaml");
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes =
          round % 2 == 0 ? damaged(random) : pieces(random).getBytes(StandardCharsets.UTF_8);
      Files.write(file, bytes);
      SettingsReading reading = SettingsReader.read(Optional.of(file), Map.of(), Map.of());
      for (Diagnostic diagnostic : reading.diagnostics()) {
        assertTrue(
            diagnostic.message().matches("line [1-9][0-9]*, column [1-9][0-9]*: [^\\n]+"),
            diagnostic.toString());
      }
    }
  }

  @Test
  void read_filesCutAnywhere_neverThrowsNorShowsTheSecret() throws Exception {
    Path file = folder.resolve("fairway.yaml");
    for (int length = 0; length <= RIGHT.length(); length++) {
      Files.writeString(file, RIGHT.substring(0, length));
      SettingsReading reading = SettingsReader.read(Optional.of(file), Map.of(), Map.of());
      assertFalse(reading.toString().contains("hunt"), reading.toString());
    }
  }

  @Test
  void read_longTexts_neverThrows() {
    for (String text : List.of("a.".repeat(200_000) + "a", "a-".repeat(200_000), "a/".repeat(9))) {
      for (SettingDefinition setting : SettingDefinition.all()) {
        SettingsReading reading =
            SettingsReader.read(Optional.empty(), Map.of(), Map.of(setting.key(), text));
        assertTrue(reading.settings().isEmpty(), setting.key());
      }
    }
  }

  @Test
  void read_textsOfGarbage_seed11_neverThrows() {
    Random random = new Random(11);
    List<SettingDefinition> all = SettingDefinition.all();
    for (int round = 0; round < ROUNDS; round++) {
      String key = all.get(random.nextInt(all.size())).key();
      String text = pieces(random);
      SettingsReading flags =
          SettingsReader.read(Optional.empty(), Map.of(), Map.of(key, text, text, key));
      assertTrue(flags.settings().isEmpty(), text);
      SettingsReading environment =
          SettingsReader.read(
              Optional.empty(),
              Map.of(SettingNames.variableOf(key), text, "FAIRWAY_" + text, text),
              Map.of());
      assertEquals(
          environment.settings().isEmpty(),
          environment.diagnostics().stream().anyMatch(Diagnostic::isError));
    }
  }
}
