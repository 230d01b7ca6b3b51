package dev.fairway.core.policy;

/**
 * Something that a rule may need and that not every target can do. A backend lists what its target
 * can; it never receives a rule that needs anything else.
 */
public enum Feature {
  /** Rules for IPv6 packets. */
  IPV6,
  /** Dropping packets while none of the transports is up: {@link Fallback#NONE}. */
  STRICT_STEER,
  /** Using any path while none of the transports is up: {@link Fallback#ANY}. */
  LOOSE_STEER,
  /** Several transports in an order of preference, with {@link Fallback#ANY}. */
  ORDERED_PREFERENCE,
  /** Several transports in an order of preference, with {@link Fallback#NONE}. */
  ORDERED_STRICT,
  /** Matching the ports of TCP and UDP. */
  PORT_MATCH,
  /** Matching the ports of SCTP, DCCP and UDP-Lite. */
  OTHER_PORT_MATCH,
  /** A match on addresses alone, for every protocol. */
  ANY_PROTOCOL,
  /** A match on source addresses. */
  SOURCE_MATCH,
  /** A match on source and destination addresses at once. */
  SOURCE_AND_DESTINATION_MATCH
}
