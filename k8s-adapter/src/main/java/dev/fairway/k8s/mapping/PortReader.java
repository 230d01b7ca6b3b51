package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.PortView;
import dev.fairway.k8s.objects.ServiceSpecView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The validation of the ports of one Service or EndpointSlice. An invalid port is left out, with a
 * diagnostic.
 */
final class PortReader {

  private final Subject subject;
  private final List<Diagnostic> diagnostics;

  /**
   * A reader for one object.
   *
   * @param subject the object
   * @param diagnostics where what is wrong goes
   */
  PortReader(Subject subject, List<Diagnostic> diagnostics) {
    this.subject = subject;
    this.diagnostics = diagnostics;
  }

  /** The ports of a Service, in the order of its spec. */
  List<ServicePort> ports(ServiceSpecView service) {
    List<ServicePort> ports = new ArrayList<>();
    if (service.spec().isEmpty()) {
      error("spec", "", "it has no spec, so no port is known");
      return ports;
    }
    for (PortView port : service.spec().get().ports()) {
      Optional<IpProtocol> protocol = protocolOfValid(port);
      if (protocol.isPresent() && port.number().isEmpty()) {
        error("ports.port", "", "a port has no number; that port is left out");
      } else if (protocol.isPresent()) {
        ports.add(
            new ServicePort(
                port.name(), protocol.get(), port.number().getAsInt(), port.targetPort()));
      }
    }
    return ports;
  }

  /** The ports of a slice: the numbers that the pods listen on. */
  List<SlicePort> ports(EndpointSliceView slice) {
    if (slice.ports().isEmpty()) {
      return List.of(SlicePort.NONE);
    }
    List<SlicePort> ports = new ArrayList<>();
    for (PortView port : slice.ports()) {
      Optional<IpProtocol> protocol = protocolOfValid(port);
      if (protocol.isPresent()) {
        ports.add(new SlicePort(port.name(), protocol, port.number()));
      }
    }
    return ports;
  }

  /** The protocol; empty where that or the number is invalid. */
  private Optional<IpProtocol> protocolOfValid(PortView port) {
    Optional<IpProtocol> protocol = protocol(port);
    if (protocol.isEmpty()) {
      String text = port.protocol();
      error(
          "ports.protocol",
          text,
          "protocol '" + text + "' is not TCP, UDP or SCTP; that port is left out");
    } else if (port.number().isPresent() && !isPort(port.number().getAsInt())) {
      String number = Integer.toString(port.number().getAsInt());
      error(
          "ports.port",
          number,
          "port " + number + " is not within 1 to 65535; that port is left out");
      return Optional.empty();
    }
    return protocol;
  }

  private void error(String field, String value, String message) {
    diagnostics.add(
        Diagnostic.error(DiagnosticCode.MALFORMED_OBJECT, subject, field, value, message));
  }

  /** The protocol, in capitals as Kubernetes writes it; TCP where none is written. */
  static Optional<IpProtocol> protocol(PortView port) {
    return switch (port.protocol()) {
      case "", "TCP" -> Optional.of(IpProtocol.TCP);
      case "UDP" -> Optional.of(IpProtocol.UDP);
      case "SCTP" -> Optional.of(IpProtocol.SCTP);
      default -> Optional.empty();
    };
  }

  /** True for a valid port number. */
  static boolean isPort(int number) {
    return number >= 1 && number <= 65_535;
  }
}
