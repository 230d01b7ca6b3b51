package dev.fairway.core.net;

/**
 * One concrete packet header (the 5-tuple of addresses, protocol and ports) and its segment: the
 * input of every decision about a packet.
 *
 * @param segment the segment that both addresses live in
 * @param source the sender, one address
 * @param destination the receiver, one address of the same family
 * @param protocol the protocol
 * @param sourcePort 0 to 65535, or {@link #NO_PORT} where the protocol has none
 * @param destinationPort 0 to 65535, or {@link #NO_PORT} where the protocol has none
 */
public record Flow(
    Segment segment,
    IpPrefix source,
    IpPrefix destination,
    IpProtocol protocol,
    int sourcePort,
    int destinationPort) {

  /** The port of a packet whose protocol has none. */
  public static final int NO_PORT = -1;

  /** Refuses prefixes that are not addresses, mixed families, and ports that do not fit. */
  public Flow {
    source.requireAddress();
    destination.requireAddress();
    if (source.family() != destination.family()) {
      throw new IllegalArgumentException(
          "a packet from " + source.addressText() + " to " + destination.addressText());
    }
    requirePort(protocol, sourcePort);
    requirePort(protocol, destinationPort);
  }

  private static void requirePort(IpProtocol protocol, int port) {
    boolean fits = protocol.hasPorts() ? port >= 0 && port <= 65_535 : port == NO_PORT;
    if (!fits) {
      throw new IllegalArgumentException("port " + port + " in a packet of protocol " + protocol);
    }
  }

  /** A packet of a protocol that has no ports. */
  public static Flow withoutPorts(
      Segment segment, IpPrefix source, IpPrefix destination, IpProtocol protocol) {
    return new Flow(segment, source, destination, protocol, NO_PORT, NO_PORT);
  }

  /** The family of both addresses. */
  public IpFamily family() {
    return source.family();
  }

  /** The reply: both ends exchanged. */
  public Flow reversed() {
    return new Flow(segment, destination, source, protocol, destinationPort, sourcePort);
  }

  /** {@code tcp 10.1.2.3:40000 > 10.2.0.1:443 in default}. */
  @Override
  public String toString() {
    return protocol
        + " "
        + end(source, sourcePort)
        + " > "
        + end(destination, destinationPort)
        + " in "
        + segment;
  }

  private static String end(IpPrefix address, int port) {
    if (port == NO_PORT) {
      return address.addressText();
    }
    return address.family() == IpFamily.IPV6
        ? "[" + address.addressText() + "]:" + port
        : address.addressText() + ":" + port;
  }
}
