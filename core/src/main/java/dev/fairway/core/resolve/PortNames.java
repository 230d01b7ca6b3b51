package dev.fairway.core.resolve;

import dev.fairway.core.endpoint.ServicePort;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a port in an intent means: the names by which slices know it. */
final class PortNames {

  private PortNames() {}

  /**
   * The names of the Service's ports that are meant: by number, every protocol that has it; by
   * name. Empty where the Service has no such port.
   */
  static SortedSet<String> of(String port, List<ServicePort> ports) {
    boolean number = port.chars().allMatch(c -> c >= '0' && c <= '9');
    SortedSet<String> names = new TreeSet<>();
    for (ServicePort one : ports) {
      boolean meant =
          number ? Integer.toString(one.number()).equals(port) : one.name().equals(port);
      if (meant) {
        names.add(one.name());
      }
    }
    return names;
  }

  /** {@code http (80/tcp), 53/udp}, or {@code no ports}. */
  static String text(List<ServicePort> ports) {
    if (ports.isEmpty()) {
      return "no ports";
    }
    return ports.stream()
        .map(
            port ->
                port.name().isEmpty()
                    ? port.number() + "/" + port.protocol()
                    : port.name() + " (" + port.number() + "/" + port.protocol() + ")")
        .collect(Collectors.joining(", "));
  }
}
