package dev.fairway.demo;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.k8s.objects.ObjectFields;
import dev.fairway.operator.document.AnsiStyle;
import dev.fairway.operator.document.DiagnosticText;
import dev.fairway.operator.document.WrappedText;
import dev.fairway.runtime.Condition;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the story, in lines of at most 100 columns. Not thread-safe. */
final class StoryPrinter {

  private static final String INDENT = "  ";
  private static final String CONTINUED = " \\";
  private static final int OCCASION = 36;
  private static final int CHANGE = 44;

  private final PrintWriter out;
  final AnsiStyle style;
  private int scene;

  /** Steps of a plan that are alike; the addresses are what the service side gains and loses. */
  private record StepKind(String sign, String verb, String addresses) {

    static StepKind of(PlanStep step) {
      return step.fold(
          install -> new StepKind("+", "install", few("", install.after().serviceAddresses())),
          replace ->
              new StepKind(
                  "~",
                  "replace",
                  (few("+ ", replace.added()) + " " + few("- ", replace.removed())).trim()),
          remove -> new StepKind("-", "remove", few("", remove.before().serviceAddresses())));
    }

    private static String few(String sign, PrefixSet addresses) {
      List<String> texts = addresses.prefixes().stream().map(IpPrefix::toString).toList();
      return texts.isEmpty() ? "" : sign + WrappedText.few(texts);
    }

    /** {@code replace 2 rules: + 10.2.0.5}. */
    String words(int rules) {
      return verb
          + " "
          + rules
          + (rules == 1 ? " rule" : " rules")
          + (addresses.isEmpty() ? "" : ": " + addresses);
    }
  }

  StoryPrinter(PrintWriter out, AnsiStyle style) {
    this.out = out;
    this.style = style;
  }

  /** Begins a scene with a numbered heading. */
  void scene(String title) {
    scene++;
    out.flush();
    heading(String.format("%2d %s", scene, title));
  }

  /** The number of the scene; 0 before the first. */
  int scene() {
    return scene;
  }

  void heading(String title) {
    out.println();
    out.println(style.strong(title));
  }

  /** Prints a sentence at the left edge. */
  void open(String sentence) {
    WrappedText.wrap("", "", sentence).forEach(out::println);
  }

  /** Prints a sentence of a scene. */
  void say(String sentence) {
    WrappedText.wrap(INDENT, INDENT, sentence).forEach(out::println);
  }

  /** Prints a quotation in a scene, further lines with a deeper indent. */
  void quote(String text) {
    WrappedText.wrap(INDENT + "  ", INDENT + "      ", text).forEach(out::println);
  }

  /** Prints the command that sets an annotation. */
  void annotate(ServiceKey service, String annotation) {
    command(
        "$ " + kubectl(service) + " annotate --overwrite service " + service.name(), annotation);
  }

  /** The beginning of a kubectl command on the namespace of a Service. */
  static String kubectl(ServiceKey service) {
    boolean isDefault = service.namespace().equals(ObjectFields.DEFAULT_NAMESPACE);
    return "kubectl" + (isDefault ? "" : " -n " + service.namespace());
  }

  /** Prints a command, continued on further lines where a part does not fit. */
  void command(String... parts) {
    StringBuilder line = new StringBuilder(INDENT + "  " + parts[0]);
    for (String part : List.of(parts).subList(1, parts.length)) {
      if (line.length() + 1 + part.length() + CONTINUED.length() > WrappedText.COLUMNS) {
        out.println(line + CONTINUED);
        line = new StringBuilder(INDENT + "      " + part);
      } else {
        line.append(' ').append(part);
      }
    }
    out.println(line);
  }

  /** Prints the result of a check. */
  void verdict(boolean good, String sentence) {
    out.println(INDENT + "  " + (good ? style.good(sentence) : style.bad(sentence)));
  }

  /** Prints diagnostics: sorted, each once. */
  void diagnostics(Collection<Diagnostic> diagnostics) {
    out.print(DiagnosticText.ofDiagnostics(diagnostics, style));
  }

  /** Prints conditions without the messages of diagnostics that were printed before. */
  void conditions(List<Condition> conditions, List<Diagnostic> printed) {
    conditions.forEach(condition -> quote(text(condition, printed)));
  }

  private static String text(Condition condition, List<Diagnostic> printed) {
    String message = condition.message();
    for (Diagnostic diagnostic : printed) {
      if (message.startsWith(diagnostic.message())) {
        message = message.substring(diagnostic.message().length()).replaceFirst("^; ", "");
      }
    }
    return "%s %s %s".formatted(condition.type(), condition.status().text(), condition.reason())
        + (message.isEmpty() ? "" : ": " + message);
  }

  /** Prints a line that fits. */
  void line(String line) {
    out.println(line);
  }

  /** Prints text whose lines are all ended. */
  void text(String text) {
    out.print(text);
  }

  void flush() {
    out.flush();
  }

  /** Prints a sync: the event, the changes, the number of writes, the time. */
  void sync(DemoSync sync) {
    Map<StepKind, Integer> kinds = new LinkedHashMap<>();
    sync.steps().forEach(step -> kinds.merge(StepKind.of(step), 1, Integer::sum));
    List<String> changes = new ArrayList<>();
    kinds.forEach((kind, rules) -> changes.add(kind.sign() + " " + kind.words(rules)));
    boolean beside = changes.size() == 1 && changes.get(0).length() < CHANGE;
    String occasion = sync.occasion();
    if (occasion.length() >= OCCASION) {
      say(occasion);
      occasion = "";
    }
    String middle = padded(beside ? changes.get(0) : "", CHANGE);
    out.println(
        INDENT
            + padded(occasion, OCCASION)
            + (changes.isEmpty() ? style.faint(padded("nothing to do", CHANGE)) : paint(middle, 0))
            + padded(sync.writes() == 1 ? "1 write" : sync.writes() + " writes", 9)
            + String.format(Locale.ROOT, "%9s", millis(sync.took())));
    if (!beside) {
      for (String change : changes) {
        List<String> lines = WrappedText.wrap(INDENT + "  ", INDENT + "      ", change);
        out.println(paint(lines.get(0), INDENT.length() + 2));
        lines.subList(1, lines.size()).forEach(out::println);
      }
    }
    sync.report().refusal().ifPresent(no -> quote(style.bad("held back") + ": " + no.sentence()));
    sync.report().failure().ifPresent(no -> quote(style.bad("failed") + ": " + no.message()));
  }

  /** Colours the sign of a change, which stands at that place in a line. */
  private String paint(String line, int at) {
    String sign = line.substring(at, at + 1);
    String painted =
        switch (sign) {
          case "+" -> style.good(sign);
          case "~" -> style.notable(sign);
          case "-" -> style.bad(sign);
          default -> sign;
        };
    return line.substring(0, at) + painted + line.substring(at + 1);
  }

  private static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - text.length()));
  }

  /** {@code 0.6 ms}. */
  static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
  }
}
