package dev.fairway.k8s.assume;

import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A port of a Service after the API server's defaults, with what its pods listen on: a number, or
 * the name of a port of theirs.
 *
 * @param name the Service port's name; empty where it has none
 * @param servicePort the Service port's number
 * @param protocol {@code TCP} where none is written
 * @param number what the pods listen on; absent where the target is a name or refused
 * @param portName the target as it is written where it is no valid number: a name that the pods'
 *     templates give a number; else empty
 * @param refusal why the API server refuses the target; empty where it does not
 */
record TargetPort(
    String name,
    int servicePort,
    String protocol,
    OptionalInt number,
    String portName,
    String refusal) {

  /** The protocols that the API server knows; a port of any other has been left out before. */
  private static final Set<String> PROTOCOLS = Set.of("TCP", "UDP", "SCTP");

  /** A name of a port: RFC 6335, without its capitals. */
  private static final Pattern NAME =
      Pattern.compile("(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?");

  private static final int LAST_PORT = 65_535;

  /**
   * The ports of a Service in the order of its spec. One whose own number or protocol is invalid is
   * left out.
   */
  static List<TargetPort> of(Collection<ServicePort> ports) {
    List<TargetPort> targets = new ArrayList<>();
    for (ServicePort port : ports) {
      String protocol = protocol(port.getProtocol());
      if (PROTOCOLS.contains(protocol) && port.getPort() != null && isPort(port.getPort())) {
        targets.add(of(port, protocol));
      }
    }
    return targets;
  }

  private static TargetPort of(ServicePort port, String protocol) {
    IntOrString target = port.getTargetPort();
    if (target == null || isUnset(target)) {
      return of(port, protocol, OptionalInt.of(port.getPort()), "", "");
    }
    String written = String.valueOf(target.getValue());
    if (target.getIntVal() != null) {
      return isPort(target.getIntVal())
          ? of(port, protocol, OptionalInt.of(target.getIntVal()), "", "")
          : of(port, protocol, OptionalInt.empty(), written, "it is not within 1 to " + LAST_PORT);
    }
    return of(port, protocol, OptionalInt.empty(), written, malformedName(written));
  }

  private static TargetPort of(
      ServicePort port, String protocol, OptionalInt number, String portName, String refusal) {
    return new TargetPort(
        ObjectFields.text(port.getName()), port.getPort(), protocol, number, portName, refusal);
  }

  private static String malformedName(String name) {
    if (NAME.matcher(name).matches()) {
      return "";
    }
    return name.matches("[0-9]+")
        ? "a text is the name of a port, and a name has a letter; a number has no quotes"
        : "the name of a port has up to 15 of a-z, 0-9 and '-', a letter among them";
  }

  /** True for what the API server replaces by the port's own number. */
  private static boolean isUnset(IntOrString target) {
    return target.getValue() == null
        || "".equals(target.getStrVal())
        || Integer.valueOf(0).equals(target.getIntVal());
  }

  /**
   * The number that the pods of a spec listen on, as the EndpointSlice controller finds it. A name
   * is looked for in the containers, and after them in the init containers that keep running beside
   * them; absent where none of them has it in this protocol.
   */
  OptionalInt numberIn(PodSpec pod) {
    if (number.isPresent() || !refusal.isEmpty()) {
      return number;
    }
    return Stream.concat(containers(pod), sidecars(pod))
        .flatMap(TargetPort::ports)
        .filter(this::isNamed)
        .map(ContainerPort::getContainerPort)
        .filter(listening -> listening != null && isPort(listening))
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  private boolean isNamed(ContainerPort port) {
    return portName.equals(port.getName()) && protocol.equals(protocol(port.getProtocol()));
  }

  /** Why a pod of this spec has no such port. */
  String whyNotIn(PodSpec pod) {
    Optional<ContainerPort> beside =
        Stream.concat(containers(pod), sidecars(pod))
            .flatMap(TargetPort::ports)
            .filter(port -> portName.equals(port.getName()))
            .findFirst();
    if (beside.isPresent()) {
      return isNamed(beside.get())
          ? "its containerPort is not within 1 to " + LAST_PORT
          : "it is a " + protocol(beside.get().getProtocol()) + " port there";
    }
    boolean inInitContainer =
        ObjectFields.list(pod.getInitContainers()).stream()
            .flatMap(TargetPort::ports)
            .anyMatch(this::isNamed);
    if (inInitContainer) {
      return "an init container has it, which keeps running only with restartPolicy Always";
    }
    List<String> known =
        Stream.concat(containers(pod), sidecars(pod))
            .flatMap(TargetPort::ports)
            .map(port -> ObjectFields.text(port.getName()))
            .filter(text -> !text.isEmpty())
            .distinct()
            .sorted()
            .toList();
    return known.isEmpty() ? "it names none" : "it names " + String.join(", ", known);
  }

  private static Stream<Container> containers(PodSpec pod) {
    return ObjectFields.list(pod.getContainers()).stream();
  }

  private static Stream<Container> sidecars(PodSpec pod) {
    return ObjectFields.list(pod.getInitContainers()).stream()
        .filter(container -> "Always".equals(container.getRestartPolicy()));
  }

  private static Stream<ContainerPort> ports(Container container) {
    return ObjectFields.list(container.getPorts()).stream();
  }

  private static String protocol(@Nullable String written) {
    return written == null || written.isEmpty() ? "TCP" : written;
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= LAST_PORT;
  }
}
