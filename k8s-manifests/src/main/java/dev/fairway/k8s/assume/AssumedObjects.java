package dev.fairway.k8s.assume;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.assume.AddressAllocation.AddressClaim;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Assumed pods and their nodes as Kubernetes objects. */
final class AssumedObjects {

  private AssumedObjects() {}

  /** The node that carries a site's assumed pods. */
  static Node node(SiteId site, String siteLabel, AddressAllocation addresses) {
    NodeBuilder node =
        new NodeBuilder()
            .withNewMetadata()
            .withName(nodeName(site))
            .addToLabels(siteLabel, site.value())
            .endMetadata();
    for (IpFamily family : IpFamily.values()) {
      addresses
          .address(AddressClaim.node(site, family))
          .ifPresent(
              address ->
                  node.editOrNewStatus()
                      .addNewAddress(address.addressText(), "InternalIP")
                      .endStatus());
    }
    return node.build();
  }

  /** The pods of a selection at one site that have an address of the family; may be none. */
  static List<Endpoint> endpoints(
      SelectedWorkload selection, List<AddressClaim> claims, AddressAllocation addresses) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (AddressClaim claim : claims) {
      addresses
          .address(claim)
          .ifPresent(address -> endpoints.add(endpoint(selection, claim, address)));
    }
    return endpoints;
  }

  private static Endpoint endpoint(
      SelectedWorkload selection, AddressClaim claim, IpPrefix address) {
    return new EndpointBuilder()
        .withAddresses(address.addressText())
        .withNewConditions()
        .withReady(true)
        .endConditions()
        .withNodeName(nodeName(claim.site()))
        .withNewTargetRef()
        .withKind("Pod")
        .withNamespace(selection.workload().namespace())
        .withName(podName(selection.workload(), claim))
        .endTargetRef()
        .build();
  }

  /**
   * The numbers that a workload's pods listen on for a Service, as the EndpointSlice controller
   * finds them: a target port's number, else the number that the pod template gives to its name,
   * else (no target port) the Service's own. A name that the template does not know gives no port.
   */
  static List<EndpointPort> ports(SelectedWorkload selection) {
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
        .filter(named -> target.getStrVal().equals(named.getName()))
        .filter(named -> protocol.equals(protocol(named.getProtocol())))
        .map(ContainerPort::getContainerPort)
        .findFirst();
  }

  private static String protocol(@Nullable String written) {
    return written == null || written.isEmpty() ? "TCP" : written;
  }

  /** The slice of a selection at one site, of one family. */
  static EndpointSlice slice(
      SelectedWorkload selection,
      SiteId site,
      IpFamily family,
      List<EndpointPort> ports,
      List<Endpoint> endpoints) {
    String service = ObjectFields.name(selection.service());
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withNamespace(selection.workload().namespace())
        .withName(
            String.join(
                ".",
                service,
                selection.workload().kind(),
                selection.workload().name(),
                site.value().toLowerCase(Locale.ROOT),
                family.text()))
        .addToLabels(EndpointSliceView.SERVICE_NAME, service)
        .endMetadata()
        .withAddressType(family == IpFamily.IPV4 ? "IPv4" : "IPv6")
        .withPorts(ports)
        .withEndpoints(endpoints)
        .build();
  }

  private static String podName(Workload workload, AddressClaim claim) {
    return workload.name()
        + "-"
        + claim.site().value().toLowerCase(Locale.ROOT)
        + "-"
        + claim.index();
  }

  private static String nodeName(SiteId site) {
    return "assumed-node." + site.value().toLowerCase(Locale.ROOT);
  }
}
