package dev.fairway.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The glossary: each word of it stands in the first sentence of the file that it leads to. */
class GlossaryTest {

  private static final Path GLOSSARY = Path.of("..", "docs", "glossary.md");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| ([^|]+) \\| [^|]+ \\| \\[`[^`]+`]\\(([^)]+)\\) \\|$", Pattern.MULTILINE);
  private static final Pattern JAVADOC =
      Pattern.compile(
          "/\\*\\*(.*?)\\*/\\s*(?:@|public|final|abstract|sealed|class|enum|interface|record|package)",
          Pattern.DOTALL);
  private static final List<String> ASKED_FOR =
      List.of(
          "leader election",
          "backoff",
          "work queue",
          "watch",
          "server-side apply",
          "preflight",
          "change lock",
          "edit transaction",
          "session cookie",
          "rate limit",
          "address aggregation",
          "rule order",
          "safety",
          "fault injection");
  private static final int MOST_WORDS = 30;

  @Test
  void words_ofTheGlossary_leadToWhereTheyAreAtHome() throws IOException {
    List<String> astray = new ArrayList<>();
    for (MatchResult row : rows()) {
      Path file = GLOSSARY.resolveSibling(row.group(2)).normalize();
      if (!Files.isRegularFile(file) || !opening(file).contains(row.group(1))) {
        astray.add(row.group(1) + ": " + file);
      }
    }
    assertEquals(List.of(), astray);
  }

  @Test
  void words_thatNewcomersSearchFor_areInTheGlossary() throws IOException {
    List<String> words = rows().stream().map(row -> row.group(1)).toList();
    assertEquals(List.of(), ASKED_FOR.stream().filter(word -> !words.contains(word)).toList());
    assertTrue(words.size() <= MOST_WORDS, "more than " + MOST_WORDS + ": " + words.size());
  }

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(GLOSSARY)).results().toList();
  }

  /** The first paragraph of the file's first Javadoc, on one line and in small letters. */
  private static String opening(Path file) throws IOException {
    return JAVADOC
        .matcher(Files.readString(file))
        .results()
        .map(javadoc -> javadoc.group(1).split("<p>", 2)[0])
        .findFirst()
        .orElse("")
        .replaceAll("\\{@\\w+ ([^}]*)}", "$1")
        .replaceAll("\\s*\\n\\s*\\*\\s*", " ")
        .toLowerCase(Locale.ROOT);
  }
}
