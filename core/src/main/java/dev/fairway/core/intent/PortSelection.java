package dev.fairway.core.intent;

import java.util.List;

/**
 * Which ports of a Service an intent covers.
 *
 * @param kind how they are chosen
 * @param ports names and numbers as written, in the order written, each once; empty but for {@link
 *     Kind#LISTED}
 */
public record PortSelection(Kind kind, List<String> ports) {

  /** How ports are chosen. */
  public enum Kind {
    /** Every port that the Service has. */
    EVERY,
    /** Every packet to or from its addresses, whatever the protocol and port. */
    ALL,
    /** The ports listed: names, or numbers of Service ports. */
    LISTED
  }

  /** Every port that the Service has. */
  public static final PortSelection EVERY = new PortSelection(Kind.EVERY, List.of());

  /** Every packet to or from the addresses of the Service. */
  public static final PortSelection ALL = new PortSelection(Kind.ALL, List.of());

  /** Copies; refuses an empty list of ports, and ports where none belong. */
  public PortSelection {
    ports = List.copyOf(ports);
    if ((kind == Kind.LISTED) == ports.isEmpty()) {
      throw new IllegalArgumentException(kind + " with ports " + ports);
    }
  }

  /** The ports listed: names, or numbers of Service ports. */
  public static PortSelection listed(List<String> ports) {
    return new PortSelection(Kind.LISTED, ports);
  }

  /** {@code every}, {@code all}, or the list: {@code http,8080}. */
  public String text() {
    return switch (kind) {
      case EVERY -> "every";
      case ALL -> "all";
      case LISTED -> String.join(",", ports);
    };
  }
}
