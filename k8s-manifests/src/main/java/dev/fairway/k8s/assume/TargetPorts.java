package dev.fairway.k8s.assume;

import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a workload's pods listen on for a Service, as the EndpointSlice controller finds
 * them: a target port's number, else the number that the pod template gives to its name, else (no
 * target port) the Service's own. A name that the template does not know gives no port.
 */
final class TargetPorts {

  private TargetPorts() {}

  static List<EndpointPort> of(SelectedWorkload selection) {
    List<EndpointPort> ports = new ArrayList<>();
    for (ServicePort port : ObjectFields.list(selection.service().getSpec().getPorts())) {
      String protocol = protocol(port.getProtocol());
      number(port, protocol, selection.workload())
          .ifPresent(
              number ->
                  ports.add(
                      new EndpointPortBuilder()
                          .withName(ObjectFields.text(port.getName()))
                          .withProtocol(protocol)
                          .withPort(number)
                          .build()));
    }
    return ports;
  }

  private static Optional<Integer> number(ServicePort port, String protocol, Workload workload) {
    IntOrString target = port.getTargetPort();
    if (target == null) {
      return Optional.ofNullable(port.getPort());
    }
    if (target.getStrVal() == null) {
      return Optional.ofNullable(target.getIntVal());
    }
    return ObjectFields.list(workload.spec().getContainers()).stream()
        .map(Container::getPorts)
        .flatMap(ports -> ObjectFields.list(ports).stream())
        .filter(one -> target.getStrVal().equals(one.getName()))
        .filter(one -> protocol.equals(protocol(one.getProtocol())))
        .map(ContainerPort::getContainerPort)
        .findFirst();
  }

  private static String protocol(@Nullable String written) {
    return written == null || written.isEmpty() ? "TCP" : written;
  }
}
