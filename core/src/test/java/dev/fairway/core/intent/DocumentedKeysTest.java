package dev.fairway.core.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of keys in {@code docs/annotations.md}: every key, and every value in it is right. */
class DocumentedKeysTest {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final String FOR_ONE_PORT = "<key>.<port>";

  /**
   * A row of the table.
   *
   * @param key the key, whole
   * @param values the values in it
   */
  private record Row(String key, List<String> values) {

    String word() {
      return key.substring(key.indexOf('/') + 1);
    }
  }

  @Test
  void table_hasEveryKeyThatIsBuiltAndNoOther() {
    List<String> expected =
        Stream.concat(
                Stream.of(
                    IntentAnnotations.PREFIX + FOR_ONE_PORT,
                    IntentAnnotations.ALIAS,
                    IntentAnnotations.PREFIX + "class"),
                Arrays.stream(Word.ASKABLE.split(", "))
                    .map(word -> IntentAnnotations.PREFIX + word))
            .sorted()
            .toList();
    assertEquals(expected, rows().stream().map(Row::key).sorted().toList());
  }

  @TestFactory
  Stream<DynamicTest> read_everyDocumentedValue_isRight() {
    return rows().stream()
        .filter(row -> !row.word().equals(FOR_ONE_PORT))
        .flatMap(
            row ->
                values(row).stream()
                    .flatMap(
                        value ->
                            keys(row).stream()
                                .map(
                                    key ->
                                        DynamicTest.dynamicTest(
                                            key + ": " + value, () -> assertRead(key, value)))));
  }

  private static void assertRead(String key, String value) {
    Map<String, String> own = new HashMap<>(Map.of(key, value));
    if (key.contains("fallback") || key.endsWith("ports")) {
      own.put("fairway.dev/tunnel", "mpls");
    }
    IntentReading reading =
        IntentAnnotations.read(
            new ServiceKey("eu", "shop", "cart"),
            own,
            Map.of(),
            Optional.empty(),
            IntentOptions.DEFAULT);
    assertTrue(reading.readable(), () -> reading.diagnostics().toString());
    assertEquals(!key.endsWith("class"), reading.intent().isPresent());
    assertTrue(reading.annotations().stream().anyMatch(ref -> ref.key().equals(key)));
  }

  /** The key, and its form for one port where it has one. */
  private static List<String> keys(Row row) {
    boolean general =
        List.of("ports", "class").contains(row.word()) || row.key().equals(IntentAnnotations.ALIAS);
    return general ? List.of(row.key()) : List.of(row.key(), row.key() + ".http");
  }

  /** Of "as `tunnel`" those of that row. */
  private static List<String> values(Row row) {
    return row.key().equals(IntentAnnotations.ALIAS) ? rows().get(0).values() : row.values();
  }

  private static List<Row> rows() {
    try {
      return Files.readAllLines(Path.of("..", "docs", "annotations.md")).stream()
          .dropWhile(line -> !line.equals("| key | value | meaning |"))
          .skip(2)
          .takeWhile(line -> line.startsWith("|"))
          .map(line -> line.split("\\|"))
          .map(cells -> new Row(codes(cells[1]).get(0), codes(cells[2])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> codes(String cell) {
    List<String> codes = new ArrayList<>();
    CODE.matcher(cell).results().forEach(match -> codes.add(match.group(1)));
    return codes;
  }
}
