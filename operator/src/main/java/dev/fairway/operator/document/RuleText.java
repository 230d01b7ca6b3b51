package dev.fairway.operator.document;

import java.util.List;

/** A rule in one line for people. */
final class RuleText {

  private RuleText() {}

  /** {@code any > 10.2.0.4 (8080/tcp): biz-internet, else dropped}. */
  static String of(RuleView rule) {
    return traffic(rule) + ": " + treatment(rule.transports(), rule.fallback());
  }

  static String traffic(RuleView rule) {
    return side(rule.source(), rule.sourcePorts(), rule.protocol())
        + " > "
        + side(rule.destination(), rule.destinationPorts(), rule.protocol());
  }

  /** {@code biz-internet, then mpls, else dropped}. */
  static String treatment(List<String> transports, String fallback) {
    return String.join(", then ", transports)
        + (fallback.equals("none") ? ", else dropped" : ", else any path");
  }

  private static String side(Object addresses, Object ports, String protocol) {
    String where = text(addresses);
    return ports instanceof List<?> ? where + " (" + text(ports) + "/" + protocol + ")" : where;
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? WrappedText.few(list.stream().map(String::valueOf).toList())
        : String.valueOf(value);
  }
}
