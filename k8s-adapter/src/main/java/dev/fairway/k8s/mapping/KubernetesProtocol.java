package dev.fairway.k8s.mapping;

import dev.fairway.core.net.IpProtocol;
import java.util.Optional;

/** Protocols as Kubernetes writes them: a closed list, in capitals. */
final class KubernetesProtocol {

  private KubernetesProtocol() {}

  /** The protocol; TCP where none is written, empty where it is none of the three. */
  static Optional<IpProtocol> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(IpProtocol.TCP);
    }
    return switch (text) {
      case "TCP" -> Optional.of(IpProtocol.TCP);
      case "UDP" -> Optional.of(IpProtocol.UDP);
      case "SCTP" -> Optional.of(IpProtocol.SCTP);
      default -> Optional.empty();
    };
  }
}
