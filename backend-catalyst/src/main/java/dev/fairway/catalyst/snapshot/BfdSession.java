package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.core.net.DnsLabel;
import dev.fairway.core.wan.Encapsulation;
import dev.fairway.core.wan.Transport;
import java.util.Locale;
import java.util.Optional;

/**
 * A BFD session, which is a tunnel as one of its ends sees it: {@code GET
 * /data/device/state/BFDSessions}.
 *
 * @param fromIp the address of that end
 * @param local its colour
 * @param toIp the address of the other end
 * @param remote that end's colour
 * @param encapsulation how packets are wrapped
 * @param up true where packets pass
 */
record BfdSession(
    String fromIp,
    Transport local,
    String toIp,
    Transport remote,
    Encapsulation encapsulation,
    boolean up) {

  /** Empty where it is no session that a rule could speak of. */
  static Optional<BfdSession> tryParse(ObjectNode row) {
    String from = row.path("vdevice-name").asText("");
    String local = row.path("local-color").asText("");
    String remote = row.path("color").asText("");
    String wrapped = row.path("proto").asText("").toLowerCase(Locale.ROOT);
    boolean readable =
        !from.isEmpty()
            && DnsLabel.isValid(local)
            && DnsLabel.isValid(remote)
            && (wrapped.equals("ipsec") || wrapped.equals("gre"));
    return readable
        ? Optional.of(
            new BfdSession(
                from,
                new Transport(local),
                row.path("system-ip").asText(""),
                new Transport(remote),
                wrapped.equals("gre") ? Encapsulation.GRE : Encapsulation.IPSEC,
                row.path("state").asText("").equalsIgnoreCase("up")))
        : Optional.empty();
  }
}
