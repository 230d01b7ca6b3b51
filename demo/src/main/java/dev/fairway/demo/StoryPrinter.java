package dev.fairway.demo;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.ObjectFields;
import dev.fairway.operator.document.AnsiStyle;
import dev.fairway.operator.document.DiagnosticText;
import dev.fairway.operator.document.DiagnosticView;
import dev.fairway.operator.document.WrappedText;
import dev.fairway.runtime.Condition;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Prints the story, in lines of at most 100 columns. Not thread-safe. */
final class StoryPrinter {

  private static final String INDENT = "  ";
  private static final String CONTINUED = " \\";
  private static final int OCCASION = 36;
  private static final int CHANGE = 44;

  private final PrintWriter out;
  private final AnsiStyle palette;
  private int scene;

  StoryPrinter(PrintWriter out, AnsiStyle palette) {
    this.out = out;
    this.palette = palette;
  }

  AnsiStyle palette() {
    return palette;
  }

  /** A new scene, numbered; what came before is shown by then. */
  void scene(String title) {
    scene++;
    out.flush();
    out.println();
    out.println(palette.strong(String.format("%2d %s", scene, title)));
  }

  /** The number of the scene; 0 before the first. */
  int scene() {
    return scene;
  }

  /** A heading without a number. */
  void heading(String title) {
    out.println();
    out.println(palette.strong(title));
  }

  /** A sentence, from the left edge. */
  void open(String sentence) {
    WrappedText.wrap("", "", sentence).forEach(out::println);
  }

  /** A sentence within a scene. */
  void say(String sentence) {
    WrappedText.wrap(INDENT, INDENT, sentence).forEach(out::println);
  }

  /** Something quoted within a scene; what does not fit goes on with a deeper indent. */
  void quote(String text) {
    WrappedText.wrap(INDENT + "  ", INDENT + "      ", text).forEach(out::println);
  }

  /** Somebody types at the cluster. */
  void annotate(ServiceKey service, String annotation) {
    boolean elsewhere = !service.namespace().equals(ObjectFields.DEFAULT_NAMESPACE);
    String where = elsewhere ? "-n " + service.namespace() + " " : "";
    command("$ kubectl " + where + "annotate --overwrite service " + service.name(), annotation);
  }

  /** A command to type, continued on further lines where it does not fit. */
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

  /** How something that was checked came out. */
  void verdict(boolean good, String sentence) {
    out.println(INDENT + "  " + (good ? palette.good(sentence) : palette.bad(sentence)));
  }

  /** What the program says of what it read: sorted, each once. */
  void diagnostics(Collection<Diagnostic> diagnostics) {
    out.print(
        DiagnosticText.of(
            diagnostics.stream().sorted().distinct().map(StoryPrinter::view).toList(), palette));
  }

  private static DiagnosticView view(Diagnostic diagnostic) {
    return new DiagnosticView(
        diagnostic.code().text(),
        diagnostic.severity().text(),
        diagnostic.subject().toString(),
        diagnostic.key(),
        diagnostic.value(),
        diagnostic.message());
  }

  /**
   * Conditions of a Service.
   *
   * @param conditions as an API shows them
   * @param told what diagnostics said already; it is not repeated
   */
  void conditions(List<Condition> conditions, List<Diagnostic> told) {
    conditions.forEach(one -> quote(text(one, told)));
  }

  private static String text(Condition condition, List<Diagnostic> told) {
    String message = condition.message();
    for (Diagnostic one : told) {
      message = message.startsWith(one.message()) ? after(one.message(), message) : message;
    }
    return "%s %s %s".formatted(condition.type(), condition.status().text(), condition.reason())
        + (message.isEmpty() ? "" : ": " + message);
  }

  private static String after(String beginning, String message) {
    return message.substring(beginning.length()).replaceFirst("^; ", "");
  }

  /** Lines that fit as they are. */
  void lines(List<String> lines) {
    lines.forEach(out::println);
  }

  /** Text of which every line is ended, as it is. */
  void text(String text) {
    out.print(text);
  }

  void blank() {
    out.println();
  }

  void flush() {
    out.flush();
  }

  /** A pass: what had happened, what changed, how many writes, how long. */
  void pass(PlayedPass pass) {
    List<ChangeText> changes = ChangeText.of(pass.steps());
    boolean beside =
        changes.size() <= 1 && changes.stream().allMatch(one -> one.words().length() <= CHANGE - 3);
    String occasion = pass.occasion();
    if (occasion.length() >= OCCASION) {
      say(occasion);
      occasion = "";
    }
    out.println(INDENT + padded(occasion, OCCASION) + middle(changes, beside) + cost(pass));
    if (!beside) {
      changes.forEach(this::below);
    }
    pass.report().refusal().ifPresent(no -> quote(palette.bad("held back") + ": " + no.sentence()));
    pass.report().failure().ifPresent(no -> quote(palette.bad("failed") + ": " + no.message()));
  }

  private String middle(List<ChangeText> changes, boolean beside) {
    if (changes.isEmpty()) {
      return palette.faint(padded("nothing to do", CHANGE));
    }
    return beside
        ? sign(changes.get(0)) + " " + padded(changes.get(0).words(), CHANGE - 2)
        : padded("", CHANGE);
  }

  private void below(ChangeText change) {
    List<String> lines = WrappedText.wrap(INDENT + "    ", INDENT + "      ", change.words());
    out.println(INDENT + "  " + sign(change) + lines.get(0).substring(INDENT.length() + 3));
    lines.subList(1, lines.size()).forEach(out::println);
  }

  private String sign(ChangeText change) {
    return switch (change.sign()) {
      case "+" -> palette.good("+");
      case "-" -> palette.bad("-");
      default -> palette.notable(change.sign());
    };
  }

  private static String cost(PlayedPass pass) {
    return padded(pass.writes() == 1 ? "1 write" : pass.writes() + " writes", 9)
        + String.format(Locale.ROOT, "%9s", millis(pass.took()));
  }

  private static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - text.length()));
  }

  /** {@code 0.6 ms}. */
  static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
  }
}
