package dev.fairway.operator.trace;

import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.resolve.ResolvedService;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The resolver of the port of a Service that an end of a packet means. */
final class ServicePortResolver {

  private final PacketEnd end;
  private final Optional<IpProtocol> protocol;
  private final List<ServicePort> ports;
  private final List<ServicePort> fitting;

  /**
   * A resolver for one end.
   *
   * @param protocol the packet's, where it was typed: only ports of that protocol are meant then
   */
  ServicePortResolver(ResolvedService service, PacketEnd end, Optional<IpProtocol> protocol) {
    this.end = end;
    this.protocol = protocol;
    this.ports = service.state().ports();
    this.fitting =
        ports.stream().filter(port -> protocol.map(port.protocol()::equals).orElse(true)).toList();
  }

  /**
   * The port; empty where none is meant, or where the number that was typed is none of the
   * Service's: then it is what the pods listen on.
   *
   * @throws QueryException where one is needed and it is not clear which
   */
  Optional<ServicePort> port(boolean needed) {
    if (end.port().isEmpty()) {
      return needed ? Optional.of(only()) : Optional.empty();
    }
    String typed = end.port().get();
    List<ServicePort> named =
        fitting.stream()
            .filter(
                port -> port.name().equals(typed) || Integer.toString(port.number()).equals(typed))
            .toList();
    if (named.size() > 1) {
      throw QueryException.unknown(
          "Service '"
              + end.name()
              + "' has port "
              + typed
              + " in several protocols: write one behind TO, as in /"
              + named.get(0).protocol());
    }
    if (named.isEmpty() && !typed.matches("[0-9]+")) {
      throw QueryException.unknown(
          "Service '" + end.name() + "' has no port '" + typed + "'" + inProtocol() + known());
    }
    return named.stream().findFirst();
  }

  private ServicePort only() {
    if (fitting.size() != 1) {
      throw QueryException.unknown(
          "Service '" + end.name() + "' needs a port" + inProtocol() + known());
    }
    return fitting.get(0);
  }

  private String inProtocol() {
    return protocol.map(known -> " in " + known).orElse("");
  }

  private String known() {
    return ": it has "
        + (ports.isEmpty()
            ? "none"
            : ports.stream().map(ServicePortResolver::text).collect(Collectors.joining(", ")));
  }

  private static String text(ServicePort port) {
    String number = port.number() + "/" + port.protocol();
    return port.name().isEmpty() ? number : port.name() + " (" + number + ")";
  }
}
