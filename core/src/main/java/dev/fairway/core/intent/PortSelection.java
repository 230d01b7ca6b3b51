package dev.fairway.core.intent;

import java.util.HashSet;
import java.util.List;

/**
 * The selection of ports of a Service by an intent.
 *
 * @param kind the way of selection
 * @param ports names, and numbers of Service ports from 1 to 65535; each once; numbers first, by
 *     value, then names, whatever the order they were given in, because it means nothing; empty but
 *     for {@link Kind#LISTED}. A text of digits is a number
 */
public record PortSelection(Kind kind, List<String> ports) {

  /** The ways of selecting ports. */
  public enum Kind {
    /** Every port that the Service has. */
    EVERY,
    /** Every packet to or from its addresses, whatever the protocol and port. */
    ALL,
    /** The ports listed: names, or numbers of Service ports. */
    LISTED
  }

  static final String EVERY_TEXT = "every";
  static final String ALL_TEXT = "all";

  /** Every port that the Service has. */
  public static final PortSelection EVERY = new PortSelection(Kind.EVERY, List.of());

  /** Every packet to or from the addresses of the Service. */
  public static final PortSelection ALL = new PortSelection(Kind.ALL, List.of());

  /**
   * Copies and sorts; refuses an empty list of ports, ports where none belong, a port twice, and
   * what is neither name nor number.
   */
  public PortSelection {
    ports = ports.stream().sorted(PortRef.ORDER).toList();
    if ((kind == Kind.LISTED) == ports.isEmpty()) {
      throw new IllegalArgumentException(kind + " with ports " + ports);
    }
    if (new HashSet<>(ports).size() != ports.size()) {
      throw new IllegalArgumentException("a port stands twice in " + ports);
    }
    for (String port : ports) {
      if (!PortRef.isNumber(port) && !PortRef.isName(port)) {
        throw new IllegalArgumentException("'" + port + "' is neither name nor number of a port");
      }
    }
  }

  /** The ports listed: names, or numbers of Service ports. */
  public static PortSelection listed(List<String> ports) {
    return new PortSelection(Kind.LISTED, ports);
  }

  /** True where the selection covers a port by its name. */
  boolean coversName(String port) {
    return kind != Kind.LISTED || ports.contains(port);
  }

  /** {@code every}, {@code all}, or the list: {@code 8080,http}. */
  public String text() {
    return switch (kind) {
      case EVERY -> EVERY_TEXT;
      case ALL -> ALL_TEXT;
      case LISTED -> String.join(",", ports);
    };
  }
}
