package dev.fairway.core.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the scenario files. {@code -Dfairway.scenarios.rewrite=true} writes what is read into them
 * instead: look at the difference before committing it.
 */
class IntentScenarioTest {

  private static final Path FOLDER =
      Path.of("src/test/resources/dev/fairway/core/intent/scenarios");
  private static final boolean REWRITE = Boolean.getBoolean("fairway.scenarios.rewrite");

  @TestFactory
  Stream<DynamicContainer> read_annotations_asTheScenariosSay() throws IOException {
    return files().stream().map(IntentScenarioTest::container);
  }

  @Test
  void scenarios_areManyAndEachTitleStandsOnce() throws IOException {
    List<String> titles =
        files().stream().flatMap(file -> scenarios(file).stream()).map(s -> s.title()).toList();
    assertTrue(titles.size() >= 40, "only " + titles.size());
    assertEquals(titles.size(), titles.stream().distinct().count(), "a title stands twice");
  }

  private static DynamicContainer container(Path file) {
    List<IntentScenario> scenarios = scenarios(file);
    if (REWRITE) {
      rewrite(file, scenarios);
    }
    List<IntentScenario> current = scenarios(file);
    return DynamicContainer.dynamicContainer(
        file.getFileName().toString(),
        current.stream()
            .map(
                scenario ->
                    DynamicTest.dynamicTest(
                        scenario.title(),
                        () -> assertEquals(scenario.expected(), scenario.actual()))));
  }

  private static void rewrite(Path file, List<IntentScenario> scenarios) {
    String remarks =
        lines(file).stream()
            .takeWhile(line -> !line.startsWith("=="))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    String cases =
        scenarios.stream().map(IntentScenario::rewritten).collect(Collectors.joining("\n"));
    try {
      Files.writeString(file, remarks + cases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<IntentScenario> scenarios(Path file) {
    return IntentScenario.parse(lines(file));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }
}
