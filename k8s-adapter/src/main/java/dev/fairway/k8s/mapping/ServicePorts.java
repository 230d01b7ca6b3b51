package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.k8s.objects.Parts;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the ports that a Service's spec declares. */
final class ServicePorts {

  private ServicePorts() {}

  /** In the order of the spec; what cannot be read is left out and goes to {@code diagnostics}. */
  static List<dev.fairway.core.endpoint.ServicePort> read(
      Service service, Subject subject, List<Diagnostic> diagnostics) {
    if (service.getSpec() == null) {
      diagnostics.add(withoutSpec(subject));
      return List.of();
    }
    List<dev.fairway.core.endpoint.ServicePort> ports = new ArrayList<>();
    for (ServicePort port : Parts.list(service.getSpec().getPorts())) {
      read(port, subject, diagnostics).ifPresent(ports::add);
    }
    return ports;
  }

  private static Optional<dev.fairway.core.endpoint.ServicePort> read(
      ServicePort port, Subject subject, List<Diagnostic> diagnostics) {
    Optional<IpProtocol> protocol = KubernetesProtocol.parse(port.getProtocol());
    Integer number = port.getPort();
    if (protocol.isEmpty()) {
      diagnostics.add(PortDiagnostics.unknownProtocol(subject, port.getProtocol()));
      return Optional.empty();
    }
    if (number == null) {
      diagnostics.add(PortDiagnostics.withoutNumber(subject));
      return Optional.empty();
    }
    if (number < 1 || number > 65_535) {
      diagnostics.add(PortDiagnostics.outOfRange(subject, number));
      return Optional.empty();
    }
    return Optional.of(
        new dev.fairway.core.endpoint.ServicePort(
            Parts.text(port.getName()), protocol.get(), number));
  }

  private static Diagnostic withoutSpec(Subject subject) {
    return Diagnostic.error(
        DiagnosticCode.MALFORMED_OBJECT,
        subject,
        "spec",
        "",
        "it has no spec, so no port is known");
  }
}
