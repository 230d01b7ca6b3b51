package dev.fairway.operator.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/json.md} names every field that there is, and no other. */
class JsonFieldsTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "json.md");
  private static final String EVERYWHERE = "formatVersion";
  private static final Pattern NAME = Pattern.compile("`([a-zA-Z]+)`");

  private static Stream<Arguments> sections() {
    return Stream.of(
        Arguments.of("## `plan`", PlanDocument.class),
        Arguments.of("### Rule", RuleView.class),
        Arguments.of("### Diagnostic", DiagnosticView.class),
        Arguments.of("## `trace`", TraceDocument.class),
        Arguments.of("## `explain`", ExplainDocument.class),
        Arguments.of("### Look", LookView.class),
        Arguments.of("### Problem", ProblemDocument.class));
  }

  private static Stream<Arguments> fields() {
    return Stream.of(
        Arguments.of("## `plan`", "`steps`", PlanDocument.StepView.class),
        Arguments.of("## `plan`", "`foreign`", PlanDocument.ForeignView.class),
        Arguments.of("## `plan`", "`segmentChecks`", PlanDocument.SegmentCheckView.class),
        Arguments.of("## `plan`", "`observed`", PlanDocument.ObservedView.class),
        Arguments.of("## `trace`", "`flow`", TraceDocument.FlowView.class),
        Arguments.of("## `explain`", "`asked`", ExplainDocument.AnnotationView.class),
        Arguments.of("## `explain`", "`conditions`", ExplainDocument.ConditionView.class),
        Arguments.of("## `explain`", "`addresses`", ExplainDocument.AddressView.class),
        Arguments.of("## `explain`", "`lost`", ExplainDocument.LostView.class),
        Arguments.of("## `explain`", "`words`", ExplainDocument.WordView.class),
        Arguments.of("## `explain`", "`retained`", ExplainDocument.RetainedView.class),
        Arguments.of("## `explain`", "`holds`", ExplainDocument.HoldView.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sections")
  void table_ofADocument_namesItsFields(String heading, Class<?> record) throws IOException {
    SortedSet<String> documented = new TreeSet<>();
    rows(heading).forEach(row -> documented.addAll(names(cell(row, 1))));
    SortedSet<String> fields = components(record);
    documented.remove(EVERYWHERE);
    fields.remove(EVERYWHERE);
    assertEquals(fields, documented);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("fields")
  void row_ofAFieldWithParts_namesThemAll(String heading, String field, Class<?> record)
      throws IOException {
    String meaning =
        rows(heading)
            .filter(row -> cell(row, 1).equals(field))
            .map(row -> cell(row, 2))
            .findFirst()
            .orElseThrow();
    SortedSet<String> missing = components(record);
    missing.removeAll(names(meaning));
    assertEquals(new TreeSet<>(), missing, meaning);
  }

  @Test
  void introduction_saysWhatEveryDocumentHas() throws IOException {
    String introduction = Files.readString(DOCUMENT).split("\n## ", -1)[0];
    assertTrue(names(introduction).contains(EVERYWHERE), introduction);
    for (Class<?> document :
        List.of(PlanDocument.class, TraceDocument.class, ExplainDocument.class)) {
      assertTrue(components(document).contains(EVERYWHERE), document.getName());
    }
  }

  /** The rows of the first table behind a heading, without their head. */
  private static Stream<String> rows(String heading) throws IOException {
    return Files.readString(DOCUMENT)
        .lines()
        .dropWhile(line -> !line.equals(heading))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2);
  }

  private static String cell(String row, int number) {
    return row.split("\\|", -1)[number].strip();
  }

  private static SortedSet<String> names(String text) {
    SortedSet<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static SortedSet<String> components(Class<?> record) {
    SortedSet<String> names = new TreeSet<>();
    for (RecordComponent component : record.getRecordComponents()) {
      boolean unwrapped =
          Arrays.stream(record.getDeclaredFields())
              .filter(field -> field.getName().equals(component.getName()))
              .anyMatch(field -> field.isAnnotationPresent(JsonUnwrapped.class));
      if (unwrapped) {
        names.addAll(components(component.getType()));
      } else {
        names.add(component.getName());
      }
    }
    return names;
  }
}
