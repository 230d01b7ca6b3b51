package dev.fairway.operator.trace;

import dev.fairway.core.net.IpProtocol;
import java.util.Optional;

/**
 * A packet as it is typed: {@code FROM[:PORT]} and {@code TO[:PORT][/PROTOCOL]}.
 *
 * @param protocol the protocol that was typed; absent: that of the Service's port, else TCP
 */
public record PacketQuery(PacketEnd from, PacketEnd to, Optional<IpProtocol> protocol) {

  private static final String FORMS =
      "an address (10.1.2.3, [fd00::1]), namespace/pod, namespace/service or site:ID, with a port"
          + " behind a colon";

  /**
   * Reads both ends.
   *
   * @throws QueryException where one of them is malformed
   */
  public static PacketQuery parse(String from, String to) {
    PacketEnd source =
        PacketEnd.tryParse(from)
            .orElseThrow(() -> QueryException.malformed("FROM '" + from + "' is not " + FORMS));
    int slash = to.lastIndexOf('/');
    if (slash > 0) {
      Optional<PacketEnd> end = PacketEnd.tryParse(to.substring(0, slash));
      if (end.isPresent()) {
        return new PacketQuery(source, end.get(), Optional.of(protocol(to, slash)));
      }
    }
    PacketEnd destination =
        PacketEnd.tryParse(to)
            .orElseThrow(
                () ->
                    QueryException.malformed(
                        "TO '" + to + "' is not " + FORMS + ", and /tcp or another protocol"));
    return new PacketQuery(source, destination, Optional.empty());
  }

  private static IpProtocol protocol(String to, int slash) {
    try {
      return IpProtocol.parse(to.substring(slash + 1));
    } catch (IllegalArgumentException unknown) {
      throw QueryException.malformed("TO '" + to + "': " + unknown.getMessage());
    }
  }
}
