package dev.fairway.operator.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/settings.md} says what the code says. */
class SettingsDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "settings.md");

  @TempDir Path folder;

  private static List<String> document() throws IOException {
    return Files.readAllLines(DOCUMENT);
  }

  private static String row(SettingDefinition setting) {
    String shown = setting.defaultText().isEmpty() ? "none" : "`" + setting.defaultText() + "`";
    return "| `%s` | %s | %s Takes %s. | `%s` | `%s` |"
        .formatted(
            setting.key(),
            shown,
            setting.description(),
            setting.expectation(),
            setting.flag(),
            setting.variable());
  }

  @Test
  void table_inTheDocument_isTheTableInTheCode() throws IOException {
    List<String> expected = new ArrayList<>();
    expected.add("| key | default | meaning | flag | environment |");
    expected.add("|---|---|---|---|---|");
    SettingDefinition.all().forEach(setting -> expected.add(row(setting)));
    String written =
        document().stream().filter(line -> line.startsWith("|")).collect(Collectors.joining("\n"));
    assertEquals(String.join("\n", expected), written);
  }

  @Test
  void example_inTheDocument_isRightAndHasEverySection() throws IOException {
    List<String> lines = document();
    int start = lines.indexOf("```yaml");
    int end = start + lines.subList(start, lines.size()).indexOf("```");
    Path file =
        Files.writeString(
            folder.resolve("fairway.yaml"), String.join("\n", lines.subList(start + 1, end)));
    SettingsReading reading = SettingsReader.read(Optional.of(file), Map.of(), Map.of());
    assertEquals(List.of(), reading.diagnostics());
    assertEquals("shop-eu", reading.settings().orElseThrow().cluster().name());
    assertEquals(
        SettingDefinition.sections(),
        lines.subList(start + 1, end).stream()
            .filter(line -> !line.startsWith(" "))
            .map(line -> line.substring(0, line.indexOf(':')))
            .toList());
  }

  @Test
  void mistakes_inTheDocument_areWhatIsSaid() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("fairway.yaml"), "sync:\n  mode: snyc\n\nwan:\n  intervall: 5s\n");
    SettingsReading reading =
        SettingsReader.read(Optional.of(file), Map.of("FAIRWAY_LOG_FORMAT", "jsn"), Map.of());
    List<String> said =
        reading.diagnostics().stream()
            .map(diagnostic -> diagnostic.toString().replace(file.toString(), "fairway.yaml"))
            .toList();
    List<String> lines = document();
    int start =
        lines.indexOf(
                "All mistakes are reported together, each with its place, its value and what would"
                    + " be right:")
            + 2;
    assertEquals(said, lines.subList(start + 1, start + 1 + said.size()));
  }
}
