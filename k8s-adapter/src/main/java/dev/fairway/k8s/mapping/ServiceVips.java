package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.Endpoint.Kind;
import dev.fairway.core.endpoint.Endpoint.State;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.objects.PortView;
import dev.fairway.k8s.objects.ServiceSpec;
import dev.fairway.k8s.objects.ServiceSpecView;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The addresses of a Service itself, where the WAN sees the Service's port and not the pods': its
 * load balancer's and external ones with the port's own number, and every node's with the node
 * port. As far as the cluster's settings cover them they serve the Service like its pods do; of the
 * others a diagnostic tells, as far as they lie on the WAN.
 */
final class ServiceVips {

  private final ClusterSettings settings;
  private final NodeIndex nodes;

  ServiceVips(ClusterSettings settings, NodeIndex nodes) {
    this.settings = settings;
    this.nodes = nodes;
  }

  void add(
      ServiceSpecView service,
      List<ServicePort> ports,
      Subject subject,
      EndpointUnion union,
      List<Diagnostic> diagnostics) {
    VipDiagnostics told = new VipDiagnostics(settings, subject, diagnostics);
    service.balancerIps().forEach(ip -> addVirtual(VipSource.BALANCER, ip, ports, union, told));
    service.balancerHostnames().forEach(told::knownByName);
    service
        .spec()
        .ifPresent(
            spec -> {
              spec.externalIps()
                  .forEach(ip -> addVirtual(VipSource.EXTERNAL, ip, ports, union, told));
              addNodePorts(spec, union, told);
            });
  }

  private void addVirtual(
      VipSource sort,
      String text,
      List<ServicePort> ports,
      EndpointUnion union,
      VipDiagnostics told) {
    Optional<IpPrefix> address = IpPrefix.tryParse(text).filter(one -> text.indexOf('/') < 0);
    if (address.isEmpty()) {
      told.malformed(sort, text);
    } else if (settings.covers().vips()) {
      for (ServicePort port : ports) {
        union.add(
            SlicePort.of(port, port.number()), endpoint(address.get(), Optional.empty(), Kind.VIP));
      }
    } else {
      told.uncovered(sort, address.get());
    }
  }

  private void addNodePorts(ServiceSpec spec, EndpointUnion union, VipDiagnostics told) {
    if (!spec.hasNodePorts()) {
      return;
    }
    if (settings.covers().nodePorts()) {
      spec.ports().forEach(port -> addNodePort(port, union));
      return;
    }
    TreeSet<Integer> numbers = new TreeSet<>();
    spec.ports().forEach(port -> port.nodePort().ifPresent(numbers::add));
    if (!numbers.isEmpty()) {
      told.uncoveredNodePorts(spec, numbers, nodes.dialled().keySet());
    }
  }

  private void addNodePort(PortView port, EndpointUnion union) {
    port.nodePort().stream()
        .filter(PortDiagnostics::isPort)
        .forEach(
            number ->
                KubernetesProtocol.parse(port.protocol())
                    .map(protocol -> new ServicePort(port.name(), protocol, number))
                    .ifPresent(
                        dialled ->
                            nodes
                                .dialled()
                                .forEach(
                                    (address, site) ->
                                        union.add(
                                            SlicePort.of(dialled, number),
                                            endpoint(address, site, Kind.NODE_PORT)))));
  }

  private static Endpoint endpoint(IpPrefix address, Optional<SiteId> site, Kind kind) {
    return new Endpoint(address, site, kind, State.READY, Optional.empty(), Optional.empty());
  }
}
