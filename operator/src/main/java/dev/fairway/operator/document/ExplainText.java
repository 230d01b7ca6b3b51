package dev.fairway.operator.document;

/** All about one Service, for people. */
public final class ExplainText {

  private ExplainText() {}

  /** The text, every line ended; the diagnostics are printed apart. */
  public static String of(ExplainDocument explain, Palette palette) {
    Lines lines = new Lines();
    lines.add(palette.strong(explain.service()) + "  " + explain.declaration());
    lines.blank().add(palette.strong("asked"));
    explain
        .asked()
        .forEach(
            asked ->
                lines.wrapped(
                    "  ",
                    "      ",
                    asked.key() + ": " + asked.value() + "  (" + asked.object() + ")"));
    orNone(lines, explain.asked().isEmpty(), "nothing");
    lines.blank().add(palette.strong("in force"));
    lines.wrapped("  ", "      ", explain.accepted().isEmpty() ? "nothing" : explain.accepted());
    explain
        .conditions()
        .forEach(
            condition ->
                lines.wrapped(
                    "  ",
                    "      ",
                    condition.type()
                        + " "
                        + condition.status()
                        + " "
                        + condition.reason()
                        + (condition.message().isEmpty() ? "" : ": " + condition.message())));
    lines.blank().add(palette.strong("rules"));
    explain
        .rules()
        .forEach(rule -> lines.wrapped("  ", "      ", rule.id() + "  " + RuleText.of(rule)));
    orNone(lines, explain.rules().isEmpty(), "none");
    lines.blank().add(palette.strong("addresses"));
    explain.addresses().forEach(address -> lines.wrapped("  ", "      ", text(address)));
    orNone(lines, explain.addresses().isEmpty(), "none");
    if (!explain.lost().isEmpty()) {
      lines.blank().add(palette.strong("lost"));
      explain
          .lost()
          .forEach(
              lost ->
                  lines.wrapped(
                      "  ",
                      "      ",
                      lost.tuple()
                          + " to "
                          + lost.to()
                          + ", such as the packet "
                          + lost.example()));
    }
    return lines.toString();
  }

  private static String text(ExplainDocument.AddressView address) {
    String rule = address.rule().isEmpty() ? "no rule" : "rule " + address.rule();
    String why =
        address.state().equals("not-ready") && !address.rule().isEmpty()
            ? " (it keeps its rule: the address is its own until it stops serving)"
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
        + why;
  }

  private static void orNone(Lines lines, boolean empty, String word) {
    if (empty) {
      lines.add("  " + word);
    }
  }
}
