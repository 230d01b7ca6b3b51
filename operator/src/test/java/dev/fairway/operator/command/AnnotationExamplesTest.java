package dev.fairway.operator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.ServiceControls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in {@code docs/annotations.md} give the answers that stand behind them. */
class AnnotationExamplesTest {

  private static final Path PAGE = Path.of("..", "docs", "annotations.md");
  private static final Pattern FILE =
      Pattern.compile("<!-- file: ([a-z.]+) -->\n```yaml\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "### ([^\n]+)\n\n```yaml\n(.*?)```\n\n```console\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern KEY = Pattern.compile("\\| `fairway\\.dev/([a-z]+)` \\|");
  private static final String PROMPT = "$ fairway ";
  private static final int FEWEST = 10;

  @TempDir private Path folder;

  /**
   * An example of the page.
   *
   * @param answers the commands, each with the lines of its answer that are shown
   */
  private record Example(String title, String manifest, Map<String, List<String>> answers) {

    @Override
    public String toString() {
      return title;
    }
  }

  private static String section() throws IOException {
    String page = Files.readString(PAGE);
    String section = page.substring(page.indexOf("\n## Examples\n") + 1);
    return section.substring(0, section.indexOf("\n## "));
  }

  private static Stream<Example> examples() throws IOException {
    return EXAMPLE
        .matcher(section())
        .results()
        .map(found -> new Example(found.group(1), found.group(2), answers(found.group(3))));
  }

  private static Map<String, List<String>> answers(String console) {
    Map<String, List<String>> answers = new TreeMap<>();
    List<String> shown = new ArrayList<>();
    for (String line : console.split("\n", -1)) {
      if (line.startsWith(PROMPT)) {
        shown = new ArrayList<>();
        answers.put(line.substring(PROMPT.length()), shown);
      } else if (!line.isEmpty()) {
        shown.add(line);
      }
    }
    return answers;
  }

  @BeforeEach
  void writeTheFilesOfThePage() throws IOException {
    Matcher file = FILE.matcher(section());
    while (file.find()) {
      Files.writeString(folder.resolve(file.group(1)), file.group(2));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void example_ofThePage_isAnsweredAsShown(Example example) throws IOException {
    Files.writeString(folder.resolve("example.yaml"), example.manifest);
    for (Map.Entry<String, List<String>> answer : example.answers.entrySet()) {
      CommandRun run = run(answer.getKey());
      String all = run.out() + run.err();
      assertTrue(!answer.getValue().isEmpty(), all);
      Iterator<String> lines = all.lines().toList().iterator();
      for (String shown : answer.getValue()) {
        assertTrue(
            isNext(lines, shown), () -> answer.getKey() + " shows " + shown + "\nand not\n" + all);
      }
    }
  }

  private CommandRun run(String command) {
    List<String> arguments = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
    arguments.addAll(
        List.of(
            "-f",
            path("example.yaml"),
            path("pods.yaml"),
            "--fabric",
            path("fabric.yaml"),
            "--assume-pods",
            "1"));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private String path(String file) {
    return folder.resolve(file).toString();
  }

  private static boolean isNext(Iterator<String> lines, String shown) {
    while (lines.hasNext()) {
      if (lines.next().equals(shown)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void examples_ofThePage_useEveryKey() throws IOException {
    assertTrue(examples().count() >= FEWEST);
    String manifests = examples().map(Example::manifest).collect(Collectors.joining());
    List<String> unused =
        KEY.matcher(Files.readString(PAGE))
            .results()
            .map(key -> "fairway.dev/" + key.group(1))
            .distinct()
            .filter(key -> !ServiceControls.isControl(key))
            .filter(key -> !manifests.contains(key))
            .toList();
    assertEquals(List.of(), unused);
  }
}
