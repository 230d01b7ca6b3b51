package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.Endpoint.Kind;
import dev.fairway.core.endpoint.Endpoint.State;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.SpecialAddress;
import dev.fairway.k8s.objects.NodeView;
import dev.fairway.k8s.objects.PortView;
import dev.fairway.k8s.objects.ServiceSpecView;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The virtual addresses (VIPs) of a Service, where the WAN sees the Service's port and not the
 * pods': its load balancer's and external ones with the port's own number, and every node's with
 * the node port. Those that the cluster's settings cover become endpoints of the Service; the
 * others, as far as they lie on the WAN, get a diagnostic.
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
    VipDiagnostics report = new VipDiagnostics(settings, subject, diagnostics);
    service
        .balancerIps()
        .forEach(ip -> addVip(VipDiagnostics.Source.BALANCER, ip, ports, union, report));
    service.balancerHostnames().forEach(report::knownByName);
    service
        .spec()
        .ifPresent(
            spec -> {
              spec.externalIps()
                  .forEach(ip -> addVip(VipDiagnostics.Source.EXTERNAL, ip, ports, union, report));
              addNodePorts(spec, union, report);
            });
  }

  private void addVip(
      VipDiagnostics.Source source,
      String text,
      List<ServicePort> ports,
      EndpointUnion union,
      VipDiagnostics report) {
    Optional<IpPrefix> address = IpPrefix.tryParse(text).filter(prefix -> text.indexOf('/') < 0);
    if (address.isEmpty()) {
      report.malformed(source, text);
      return;
    }
    Optional<SpecialAddress> unusable = settings.unusable(address.get());
    if (unusable.isPresent()) {
      report.unusable(source, address.get(), unusable.get());
    } else if (settings.covers().vips()) {
      // A controller gave the balancer's; whoever writes the Service may name any external one.
      boolean given = source == VipDiagnostics.Source.BALANCER;
      ports.forEach(port -> union.add(SlicePort.of(port), vip(address.get(), given)));
    } else {
      report.uncovered(source, address.get());
    }
  }

  private void addNodePorts(ServiceSpecView.Spec spec, EndpointUnion union, VipDiagnostics report) {
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
      report.uncoveredNodePorts(spec, numbers, nodes.nodePortAddresses().keySet());
    }
  }

  private void addNodePort(PortView port, EndpointUnion union) {
    Optional<IpProtocol> protocol = PortReader.protocol(port);
    if (protocol.isPresent() && port.nodePort().stream().anyMatch(PortReader::isPort)) {
      SlicePort nodePort = new SlicePort(port.name(), protocol, port.nodePort());
      nodes
          .nodePortAddresses()
          .forEach((address, node) -> union.add(nodePort, nodePort(address, node)));
    }
  }

  private static Endpoint vip(IpPrefix address, boolean given) {
    return new Endpoint(
            address, Optional.empty(), Kind.VIP, State.READY, Optional.empty(), Optional.empty())
        .withProven(given);
  }

  private Endpoint nodePort(IpPrefix address, NodeView node) {
    return new Endpoint(
        address,
        nodes.site(node.name()),
        Kind.NODE_PORT,
        State.READY,
        Optional.empty(),
        Optional.empty(),
        nodes.known(node.name()));
  }
}
