package dev.fairway.core.policy;

/**
 * A feature that a rule may need and that not every target has. A backend lists what its target
 * can; it never receives a rule that needs anything else.
 */
public enum Feature {
  /** Rules for IPv6 packets. */
  IPV6("rules for IPv6"),
  /** Dropping packets while none of the transports is up: {@link Fallback#NONE}. */
  STRICT_STEER("dropping what no wanted transport can take (fallback: none)"),
  /** Using any path while none of the transports is up: {@link Fallback#ANY}. */
  LOOSE_STEER("falling back to any path (fallback: any)"),
  /** Several transports in an order of preference, with {@link Fallback#ANY}. */
  ORDERED_PREFERENCE("several transports in an order of preference"),
  /** Several transports in an order of preference, with {@link Fallback#NONE}. */
  ORDERED_STRICT("several transports in an order of preference with fallback: none"),
  /** Matching the ports of TCP and UDP. */
  PORT_MATCH("matching TCP and UDP ports"),
  /** Matching the ports of SCTP, DCCP and UDP-Lite. */
  OTHER_PORT_MATCH("matching ports of protocols other than TCP and UDP"),
  /** A match on addresses alone, for every protocol. */
  ANY_PROTOCOL("matching addresses without a protocol"),
  /** A match on source addresses. */
  SOURCE_MATCH("matching source addresses"),
  /** A match on source and destination addresses at once. */
  SOURCE_AND_DESTINATION_MATCH("matching source and destination addresses at once"),
  /** Rules for some peers of a service only: {@link PathRule#peers()}. */
  PEER_SETS("rules for some peers of a service only"),
  /** Dropping packets whatever is up: {@link Treatment#drops()}. */
  DROP("dropping packets (access)"),
  /** Paths that are encrypted, or none: {@link Treatment#requiresEncryption()}. */
  ENCRYPTED_ONLY("keeping packets to encrypted paths (encryption)"),
  /** Paths through a service function: {@link Treatment#inspect()}. */
  SERVICE_FUNCTION("sending packets through a service function (inspect)"),
  /** Marking packets: {@link Treatment#dscp()}. */
  MARK("marking packets (dscp)");

  private final String description;

  Feature(String description) {
    this.description = description;
  }

  /** What it is, in words that complete "the target lacks". */
  public String description() {
    return description;
  }
}
