package dev.fairway.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every test that {@code docs/defects.md}, {@code catalyst.md} and {@code safety.md} name exists.
 */
class DefectsDocumentTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+)\\.([A-Za-z0-9_]+)`");

  @Test
  void tests_namedInTheDocument_exist() throws IOException {
    Map<String, String> sources = sources();
    List<String> missing = new ArrayList<>();
    List<MatchResult> named =
        TEST.matcher(
                Files.readString(ROOT.resolve("docs/defects.md"))
                    + Files.readString(ROOT.resolve("docs/catalyst.md"))
                    + Files.readString(ROOT.resolve("docs/safety.md")))
            .results()
            .toList();
    for (MatchResult test : named) {
      String source = sources.getOrDefault(test.group(1), "");
      if (!source.contains("void " + test.group(2) + "(")) {
        missing.add(test.group());
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(named.size() > 100, "found only " + named.size());
  }

  private static Map<String, String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("target"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  DefectsDocumentTest::read,
                  String::concat));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalStateException(file.toString(), unreadable);
    }
  }
}
