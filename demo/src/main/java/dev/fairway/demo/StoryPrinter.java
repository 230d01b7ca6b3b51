package dev.fairway.demo;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.demo.DemoOperator.DemoSync;
import dev.fairway.demo.ScenePlayer.ObservedPath;
import dev.fairway.k8s.objects.ObjectFields;
import dev.fairway.operator.document.AnsiStyle;
import dev.fairway.operator.document.DiagnosticText;
import dev.fairway.operator.document.TraceDocument.FlowView;
import dev.fairway.operator.document.WrappedText;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.spi.PacketPath;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Stream;

/** The printer of the story, in lines of at most 100 columns. Not thread-safe. */
final class StoryPrinter {

  private static final ResourceBundle SENTENCES =
      ResourceBundle.getBundle("demo.story", Locale.ROOT);
  private static final String INDENT = "  ";
  private static final String DEEPER = INDENT + "  ";
  private static final String FURTHER = DEEPER + "    ";
  private static final String CONTINUED = " \\";
  private static final int OCCASION = 36;
  private static final int CHANGE = 44;

  /** The output; for lines that fit. */
  final PrintWriter out;

  final AnsiStyle style;

  StoryPrinter(PrintWriter out, AnsiStyle style) {
    this.out = out;
    this.style = style;
  }

  /** A sentence of {@code story.properties}, with its arguments. */
  static String sentence(String key, Object... arguments) {
    return String.format(Locale.ROOT, SENTENCES.getString(key), arguments);
  }

  void heading(String title) {
    out.println();
    out.println(style.strong(title));
  }

  /** Prints a sentence of a scene. */
  void say(String sentence) {
    WrappedText.wrap(INDENT, INDENT, sentence).forEach(out::println);
  }

  /** Prints a quotation in a scene, further lines with a deeper indent. */
  void quote(String text) {
    WrappedText.wrap(DEEPER, FURTHER, text).forEach(out::println);
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
    StringBuilder line = new StringBuilder(DEEPER + parts[0]);
    for (String part : List.of(parts).subList(1, parts.length)) {
      if (line.length() + 1 + part.length() + CONTINUED.length() > WrappedText.COLUMNS) {
        out.println(line + CONTINUED);
        line = new StringBuilder(FURTHER + part);
      } else {
        line.append(' ').append(part);
      }
    }
    out.println(line);
  }

  /** Prints diagnostics: sorted, each once. */
  void diagnostics(Collection<Diagnostic> diagnostics) {
    out.print(DiagnosticText.ofDiagnostics(diagnostics, style));
  }

  /** Prints the warnings of a sync about a Service, and its conditions. */
  void status(ServiceStatus status) {
    List<Diagnostic> problems =
        status.diagnostics().stream()
            .filter(diagnostic -> diagnostic.severity() != Severity.INFO)
            .toList();
    diagnostics(problems);
    conditions(status.conditions(), problems);
  }

  /** Prints conditions without the messages of diagnostics that were printed before. */
  void conditions(List<Condition> conditions, List<Diagnostic> printed) {
    for (Condition condition : conditions) {
      String message = condition.message();
      for (Diagnostic diagnostic : printed) {
        if (message.startsWith(diagnostic.message())) {
          message = message.substring(diagnostic.message().length()).replaceFirst("^; ", "");
        }
      }
      String state = condition.type() + " " + condition.status().text() + " " + condition.reason();
      quote(state + (message.isEmpty() ? "" : ": " + message));
    }
  }

  /** Prints a sync: the event, the changes, the number of writes, the time. */
  void sync(DemoSync sync) {
    Map<String, Integer> kinds = new LinkedHashMap<>();
    sync.steps().forEach(step -> kinds.merge(kind(step), 1, Integer::sum));
    List<String> changes = new ArrayList<>();
    kinds.forEach(
        (kind, rules) -> changes.add(kind.formatted(rules == 1 ? "1 rule" : rules + " rules")));
    boolean beside = changes.size() == 1 && changes.get(0).length() < CHANGE;
    String occasion = sync.occasion();
    if (occasion.length() >= OCCASION) {
      say(occasion);
      occasion = "";
    }
    String change = changes.isEmpty() ? "nothing to do" : beside ? changes.get(0) : "";
    String middle = String.format("%-" + CHANGE + "s", change);
    out.printf(
        INDENT + "%-" + OCCASION + "s%s%-9s%9s%n",
        occasion,
        changes.isEmpty() ? style.faint(middle) : painted(middle),
        sync.writes() == 1 ? "1 write" : sync.writes() + " writes",
        millis(sync.took()));
    if (!beside) {
      for (String part : changes) {
        String lines = String.join("\n", WrappedText.wrap(DEEPER, FURTHER, part));
        out.println(DEEPER + painted(lines.strip()));
      }
    }
    sync.report().holds().forEach(hold -> quote(style.bad("held") + ": " + hold.sentence()));
    sync.report().failure().ifPresent(no -> quote(style.bad("failed") + ": " + no.message()));
  }

  /**
   * {@code ~ replace %s: + 10.2.0.5}, for a number of rules whose service side gains and loses the
   * same addresses.
   */
  private static String kind(PlanStep step) {
    return step.fold(
        install -> "+ install %s" + few(": ", install.after().serviceAddresses()),
        replace -> {
          String addresses = few(" + ", replace.added()) + few(" - ", replace.removed());
          return "~ replace %s" + (addresses.isEmpty() ? "" : ":" + addresses);
        },
        remove -> "- remove %s" + few(": ", remove.before().serviceAddresses()));
  }

  private static String few(String sign, PrefixSet addresses) {
    List<String> texts = addresses.prefixes().stream().map(IpPrefix::toString).toList();
    return texts.isEmpty() ? "" : sign + WrappedText.few(texts);
  }

  /** A change with its sign coloured, which it begins with. */
  private String painted(String change) {
    String sign = change.substring(0, 1);
    return switch (sign) {
          case "+" -> style.good(sign);
          case "~" -> style.notable(sign);
          case "-" -> style.bad(sign);
          default -> sign;
        }
        + change.substring(1);
  }

  /** {@code 0.6 ms}. */
  static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
  }

  /**
   * Prints a table of the paths of packets, one column a moment.
   *
   * @param moments for each moment the same packets in the same order
   */
  void paths(List<List<ObservedPath>> moments) {
    for (int packet = 0; packet < moments.get(0).size(); packet++) {
      if (packet == 0) {
        row(moments, packet, "", ObservedPath::moment);
      }
      ObservedPath first = moments.get(0).get(packet);
      String flow = FlowView.of(first.flow()).text();
      out.println(INDENT + style.strong(first.service().name()) + "  " + flow);
      row(moments, packet, "request", path -> word(path.request()));
      row(moments, packet, "reply", path -> word(path.reply()));
    }
  }

  private void row(
      List<List<ObservedPath>> moments,
      int packet,
      String label,
      Function<ObservedPath, String> text) {
    int width =
        moments.stream()
            .flatMap(List::stream)
            .flatMap(path -> Stream.of(path.moment(), word(path.request()), word(path.reply())))
            .mapToInt(String::length)
            .max()
            .orElse(0);
    StringBuilder row = new StringBuilder(String.format(DEEPER + "%-9s", label));
    for (List<ObservedPath> moment : moments) {
      String word = text.apply(moment.get(packet));
      String painted =
          switch (word) {
            case "dropped" -> style.bad(word);
            case "any path", "stays local" -> style.faint(word);
            default -> label.isEmpty() ? style.faint(word) : style.good(word);
          };
      row.append(painted).append(" ".repeat(2 + width - word.length()));
    }
    out.println(row.toString().stripTrailing());
  }

  /** A path in a word or two, and behind it how the packet is treated on it. */
  static String word(PacketPath path) {
    return switch (path.kind()) {
      case TRANSPORT -> path.text();
      case ANY -> "any path" + path.text().substring(PacketPath.any().text().length());
      case DROP -> "dropped";
      case LOCAL -> "stays local";
    };
  }
}
