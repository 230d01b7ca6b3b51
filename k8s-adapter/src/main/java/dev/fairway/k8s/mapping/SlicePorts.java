package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.k8s.objects.Parts;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the ports of a slice: the numbers that the pods listen on. */
final class SlicePorts {

  private SlicePorts() {}

  /** The ports that can be read; what is wrong with the others goes to {@code diagnostics}. */
  static List<SlicePort> read(EndpointSlice slice, Subject subject, List<Diagnostic> diagnostics) {
    List<EndpointPort> written = Parts.list(slice.getPorts());
    if (written.isEmpty()) {
      return List.of(SlicePort.NONE);
    }
    List<SlicePort> ports = new ArrayList<>();
    for (EndpointPort port : written) {
      read(port, subject, diagnostics).ifPresent(ports::add);
    }
    return ports;
  }

  private static Optional<SlicePort> read(
      EndpointPort port, Subject subject, List<Diagnostic> diagnostics) {
    Optional<IpProtocol> protocol = KubernetesProtocol.parse(port.getProtocol());
    if (protocol.isEmpty()) {
      diagnostics.add(PortDiagnostics.unknownProtocol(subject, port.getProtocol()));
      return Optional.empty();
    }
    Integer number = port.getPort();
    if (number != null && (number < 1 || number > 65_535)) {
      diagnostics.add(PortDiagnostics.outOfRange(subject, number));
      return Optional.empty();
    }
    return Optional.of(
        new SlicePort(
            Parts.text(port.getName()),
            protocol,
            number == null ? OptionalInt.empty() : OptionalInt.of(number)));
  }
}
