package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.PortView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the ports of a slice: the numbers that the pods listen on. */
final class SlicePorts {

  private SlicePorts() {}

  /** The ports that can be read; what is wrong with the others goes to {@code diagnostics}. */
  static List<SlicePort> read(
      EndpointSliceView slice, Subject subject, List<Diagnostic> diagnostics) {
    if (slice.ports().isEmpty()) {
      return List.of(SlicePort.NONE);
    }
    List<SlicePort> ports = new ArrayList<>();
    for (PortView port : slice.ports()) {
      read(port, subject, diagnostics).ifPresent(ports::add);
    }
    return ports;
  }

  private static Optional<SlicePort> read(
      PortView port, Subject subject, List<Diagnostic> diagnostics) {
    Optional<IpProtocol> protocol = KubernetesProtocol.parse(port.protocol());
    if (protocol.isEmpty()) {
      diagnostics.add(PortDiagnostics.unknownProtocol(subject, port.protocol()));
      return Optional.empty();
    }
    OptionalInt number = port.number();
    if (number.isPresent() && !PortDiagnostics.isPort(number.getAsInt())) {
      diagnostics.add(PortDiagnostics.outOfRange(subject, number.getAsInt()));
      return Optional.empty();
    }
    return Optional.of(new SlicePort(port.name(), protocol, number));
  }
}
