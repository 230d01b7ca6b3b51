package dev.fairway.core.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The table of codes that people read is the one that the code has. */
class DiagnosticTableTest {

  @Test
  void codes_inTheDocumentation_areThoseInTheCode() throws IOException {
    List<String> written =
        Files.readAllLines(Path.of("..", "docs", "annotations.md")).stream()
            .dropWhile(line -> !line.equals("<!-- codes -->"))
            .skip(3)
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    List<String> known =
        Arrays.stream(DiagnosticCode.values()).map(DiagnosticTableTest::row).toList();
    assertEquals(known, written);
  }

  @Test
  void codes_areEachOnce() {
    assertEquals(
        DiagnosticCode.values().length,
        Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::text).distinct().count());
  }

  private static String row(DiagnosticCode code) {
    String effect =
        code.effect() == DiagnosticCode.Effect.NONE
            ? ""
            : code.effect().name().toLowerCase(Locale.ROOT);
    return "| `" + code.text() + "` | `" + code.reason().text() + "` | " + effect + " |";
  }
}
