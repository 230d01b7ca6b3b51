package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.policy.Fallback;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One case of a scenario file: a title, what stands on the Service ({@code own}) and its Namespace
 * ({@code default}), what the status holds ({@code last-good}), a setting ({@code alias-fallback}),
 * and what is read from it. In a value {@code \n} is a line's end, {@code \t} a tab and {@code \s}
 * a space at an end.
 */
final class IntentScenario {

  private static final ServiceKey CART = new ServiceKey("eu", "shop", "cart");

  private final String title;
  private final List<String> given = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private final Map<String, String> own = new LinkedHashMap<>();
  private final Map<String, String> defaults = new LinkedHashMap<>();
  private Optional<String> lastGood = Optional.empty();
  private IntentOptions options = IntentOptions.DEFAULT;

  private IntentScenario(String title) {
    this.title = title;
  }

  /** Reads the cases of a file; lines that start with {@code #} are remarks before the first. */
  static List<IntentScenario> parse(List<String> lines) {
    List<IntentScenario> scenarios = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("== ")) {
        scenarios.add(new IntentScenario(line.substring(3)));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        scenarios.get(scenarios.size() - 1).add(line);
      }
    }
    return scenarios;
  }

  String title() {
    return title;
  }

  String expected() {
    return String.join("\n", expected);
  }

  /** The case with what is read now as what is expected. */
  String rewritten() {
    String given = this.given.stream().map(line -> line + "\n").collect(Collectors.joining());
    return "== " + title + "\n" + given + actual() + "\n";
  }

  /** What is read, in the form in which it is expected. */
  String actual() {
    IntentReading reading = IntentAnnotations.read(CART, own, defaults, lastGood, options);
    List<String> lines = new ArrayList<>();
    lines.add("-> " + reading.intent().map(ServiceIntent::canonical).orElse(nothing(reading)));
    reading.lastGood().ifPresent(intent -> lines.add("-> keeps " + intent.canonical()));
    reading.annotations().forEach(annotation -> lines.add("-> from " + text(annotation)));
    if (!reading.optionalPorts().isEmpty()) {
      lines.add("-> optional " + String.join(" ", reading.optionalPorts()));
    }
    reading.diagnostics().forEach(diagnostic -> lines.add(text(diagnostic)));
    IntentAnnotations.checkNamespace("eu", "shop", defaults)
        .forEach(diagnostic -> lines.add(text(diagnostic)));
    return String.join("\n", lines);
  }

  private static String nothing(IntentReading reading) {
    return reading.readable() ? "absent" : "unreadable";
  }

  private static String text(AnnotationRef annotation) {
    String value =
        annotation.value().replace("\n", "\\n").replace("\t", "\\t").replaceAll("^ | $", "\\\\s");
    return annotation.object()
        + " "
        + annotation.key()
        + ":"
        + (value.isEmpty() ? "" : " " + value);
  }

  private static String text(Diagnostic diagnostic) {
    return "-> %s %s %s".formatted(diagnostic.severity(), diagnostic.code().text(), diagnostic);
  }

  private void add(String line) {
    if (line.startsWith("->")) {
      expected.add(line);
      return;
    }
    given.add(line);
    String[] words = line.split(" ", 2);
    String rest = words.length < 2 ? "" : unescaped(words[1]);
    switch (words[0]) {
      case "own" -> put(own, rest);
      case "default" -> put(defaults, rest);
      case "last-good" -> lastGood = Optional.of(rest);
      case "alias-fallback" -> options = new IntentOptions(Fallback.valueOf(rest));
      default -> throw new IllegalArgumentException("'" + line + "' in '" + title + "'");
    }
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\s", " ");
  }

  private static void put(Map<String, String> annotations, String line) {
    int colon = line.endsWith(":") ? line.length() - 1 : line.indexOf(": ");
    annotations.put(line.substring(0, colon), line.substring(colon + 1).replaceFirst("^ ", ""));
  }
}
