package dev.fairway.operator.document;

import dev.fairway.core.diagnostic.PrintableText;
import dev.fairway.runtime.Condition;
import java.util.List;
import java.util.function.Function;

/** The text of the explanation of one Service. */
public final class ExplainText {

  private ExplainText() {}

  /** The text, every line ended; the diagnostics are printed apart. */
  public static String of(ExplainDocument explain, AnsiStyle palette) {
    WrappedText lines = new WrappedText();
    lines.add(palette.strong(explain.service()) + "  " + explain.declaration());
    lines.blank().add(palette.strong("asked"));
    list(lines, explain.asked(), ExplainText::text, "nothing");
    lines.blank().add(palette.strong(explain.look().heading(lacking(explain))));
    list(lines, inForce(explain), Function.identity(), "nothing");
    list(lines, explain.words(), ExplainText::text, "");
    list(lines, explain.conditions(), ExplainText::text, "");
    lines.blank().add(palette.strong("rules"));
    list(lines, explain.rules(), rule -> rule.id() + "  " + rule.text(), "none");
    lines.blank().add(palette.strong("addresses"));
    list(lines, explain.addresses(), ExplainText::text, "none");
    if (!explain.lost().isEmpty()) {
      lines.blank().add(palette.strong("lost"));
      list(lines, explain.lost(), ExplainText::text, "");
    }
    if (!explain.retained().isEmpty()) {
      lines.blank().add(palette.strong("retained"));
      list(lines, explain.retained(), ExplainText::text, "");
    }
    if (!explain.holds().isEmpty()) {
      lines.blank().add(palette.strong("holds"));
      list(lines, explain.holds(), ExplainText::text, "");
    }
    if (!explain.observed().isEmpty()) {
      lines.blank().add(palette.strong("observed only, these rules are not written"));
      list(lines, explain.observed(), rule -> rule.id() + "  " + rule.text(), "");
    }
    return lines.toString();
  }

  private static boolean lacking(ExplainDocument explain) {
    return explain.conditions().stream()
        .anyMatch(
            condition ->
                condition.type().equals(Condition.PROGRAMMED)
                    && condition.status().equals(Condition.Status.FALSE.text()));
  }

  private static <T> void list(
      WrappedText lines, List<T> all, Function<T, String> text, String none) {
    all.forEach(item -> lines.wrapped("  ", "      ", text.apply(item)));
    if (all.isEmpty() && !none.isEmpty()) {
      lines.add("  " + none);
    }
  }

  private static List<String> inForce(ExplainDocument explain) {
    return explain.accepted().isEmpty() ? List.of() : List.of(explain.accepted());
  }

  /** The text is whoever writes the object's, so it is escaped for the terminal. */
  private static String text(ExplainDocument.AnnotationView asked) {
    String said = PrintableText.of(asked.key() + ": " + asked.value());
    return said + "  (" + asked.object() + ")";
  }

  /** {@code dscp: ef on every port, as fairway.dev/dscp of service cluster/shop/cart says}. */
  private static String text(ExplainDocument.WordView word) {
    String ports =
        switch (word.ports()) {
          case "every" -> "every port";
          case "all" -> "all ports";
          default -> "ports " + word.ports().replace(",", ", ");
        };
    String from =
        word.key().isEmpty() ? "" : ", as " + word.key() + " of " + word.object() + " says";
    return word.word() + ": " + word.value() + " on " + ports + from;
  }

  private static String text(ExplainDocument.ConditionView condition) {
    String state = condition.type() + " " + condition.status() + " " + condition.reason();
    return condition.message().isEmpty() ? state : state + ": " + condition.message();
  }

  private static String text(ExplainDocument.RetainedView kept) {
    boolean timed = !kept.since().isEmpty();
    return kept.address()
        + (timed ? " since " + kept.since() : "")
        + ", "
        + SafetyView.ending(kept.until(), kept.hold(), timed);
  }

  private static String text(ExplainDocument.HoldView hold) {
    return hold.id()
        + (hold.since().isEmpty() ? "" : " since " + hold.since())
        + ": "
        + hold.sentence()
        + "; where this is meant: "
        + hold.approval();
  }

  private static String text(ExplainDocument.LostView lost) {
    return lost.addressPort() + " to " + lost.to() + ", such as the packet " + lost.example();
  }

  private static String text(ExplainDocument.AddressView address) {
    String rule = address.rule().isEmpty() ? "no rule" : "rule " + address.rule();
    boolean listed = !address.state().equals("ready") && !address.state().equals("retained");
    String why =
        listed && !address.rule().isEmpty()
            ? " (it keeps its rule for as long as an EndpointSlice lists the address)"
            : "";
    return address.address()
        + " "
        + String.join(" ", address.ports())
        + " at site "
        + address.site()
        + ", "
        + address.state()
        + ", "
        + rule
        + why
        + (address.leftOut().isEmpty()
            ? ""
            : ", left out: " + String.join(", ", address.leftOut()));
  }
}
