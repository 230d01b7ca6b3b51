package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.k8s.objects.PortView;
import dev.fairway.k8s.objects.ServiceSpecView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the ports that a Service's spec declares. */
final class ServicePorts {

  private ServicePorts() {}

  /** In the order of the spec; what cannot be read is left out and goes to {@code diagnostics}. */
  static List<ServicePort> read(
      ServiceSpecView service, Subject subject, List<Diagnostic> diagnostics) {
    if (service.spec().isEmpty()) {
      diagnostics.add(withoutSpec(subject));
      return List.of();
    }
    List<ServicePort> ports = new ArrayList<>();
    for (PortView port : service.spec().get().ports()) {
      read(port, subject, diagnostics).ifPresent(ports::add);
    }
    return ports;
  }

  private static Optional<ServicePort> read(
      PortView port, Subject subject, List<Diagnostic> diagnostics) {
    Optional<IpProtocol> protocol = KubernetesProtocol.parse(port.protocol());
    OptionalInt number = port.number();
    if (protocol.isEmpty()) {
      diagnostics.add(PortDiagnostics.unknownProtocol(subject, port.protocol()));
      return Optional.empty();
    }
    if (number.isEmpty()) {
      diagnostics.add(PortDiagnostics.withoutNumber(subject));
      return Optional.empty();
    }
    if (!PortDiagnostics.isPort(number.getAsInt())) {
      diagnostics.add(PortDiagnostics.outOfRange(subject, number.getAsInt()));
      return Optional.empty();
    }
    return Optional.of(new ServicePort(port.name(), protocol.get(), number.getAsInt()));
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
