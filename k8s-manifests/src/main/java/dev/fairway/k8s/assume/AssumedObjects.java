package dev.fairway.k8s.assume;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.assume.AddressAllocation.AddressClaim;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Assumed pods and their nodes as Kubernetes objects. */
final class AssumedObjects {

  private final AddressAllocation addresses;

  /** The objects whose addresses are these. */
  AssumedObjects(AddressAllocation addresses) {
    this.addresses = addresses;
  }

  /** The node that carries a site's assumed pods. */
  Node node(SiteId site, String siteLabel) {
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

  /**
   * The slices of a Service: one for each workload at each site, and one for each addressed Pod.
   */
  List<HasMetadata> slices(ServiceSelection selection, Collection<SiteId> sites) {
    List<HasMetadata> slices = new ArrayList<>();
    for (IpFamily family : selection.families().families()) {
      for (SelectedWorkload selected : selection.workloads()) {
        List<EndpointPort> ports = ports(selection, selected.workload().spec());
        for (SiteId site : sites) {
          WorkloadKey key = selected.workload().key();
          String part = String.join(".", key.type(), key.name(), lower(site));
          slice(selection, part, family, ports, endpoints(selected, site, family))
              .ifPresent(slices::add);
        }
      }
      for (AddressedPod pod : selection.pods()) {
        List<EndpointPort> ports = ports(selection, pod.pod().getSpec());
        List<Endpoint> endpoints = pod.endpoint(selection.service(), family).stream().toList();
        slice(selection, "pod." + ObjectFields.name(pod.pod()), family, ports, endpoints)
            .ifPresent(slices::add);
      }
    }
    return slices;
  }

  private List<Endpoint> endpoints(SelectedWorkload selected, SiteId site, IpFamily family) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (AddressClaim claim : selected.claims(site, family)) {
      addresses
          .address(claim)
          .ifPresent(address -> endpoints.add(endpoint(selected.workload(), claim, address)));
    }
    return endpoints;
  }

  private static Endpoint endpoint(Workload workload, AddressClaim claim, IpPrefix address) {
    return new EndpointBuilder()
        .withAddresses(address.addressText())
        .withNewConditions()
        .withReady(true)
        .endConditions()
        .withNodeName(nodeName(claim.site()))
        .withNewTargetRef()
        .withKind("Pod")
        .withNamespace(workload.key().namespace())
        .withName(workload.podName(lower(claim.site()), claim.index()))
        .endTargetRef()
        .build();
  }

  /** The ports that pods of a spec have for the Service. */
  private static List<EndpointPort> ports(ServiceSelection selection, PodSpec spec) {
    List<EndpointPort> ports = new ArrayList<>();
    for (TargetPort port : selection.ports()) {
      port.numberIn(spec)
          .ifPresent(
              number ->
                  ports.add(
                      new EndpointPortBuilder()
                          .withName(port.name())
                          .withProtocol(port.protocol())
                          .withPort(number)
                          .build()));
    }
    return ports;
  }

  /**
   * A slice of a Service. The EndpointSlice controller lists pods that have none of the Service's
   * ports too, in a slice without ports, which no packet is meant by; here they have none.
   *
   * @param part what distinguishes it from the other slices of the Service and family
   */
  private static Optional<EndpointSlice> slice(
      ServiceSelection selection,
      String part,
      IpFamily family,
      List<EndpointPort> ports,
      List<Endpoint> endpoints) {
    if (endpoints.isEmpty() || ports.isEmpty() && !selection.isPortless()) {
      return Optional.empty();
    }
    Service service = selection.service();
    return Optional.of(
        new EndpointSliceBuilder()
            .withNewMetadata()
            .withNamespace(ObjectFields.namespace(service))
            .withName(String.join(".", ObjectFields.name(service), part, family.text()))
            .addToLabels(EndpointSliceView.SERVICE_NAME, ObjectFields.name(service))
            .endMetadata()
            .withAddressType(ServiceFamilies.text(family))
            .withPorts(ports)
            .withEndpoints(endpoints)
            .build());
  }

  private static String lower(SiteId site) {
    return site.value().toLowerCase(Locale.ROOT);
  }

  private static String nodeName(SiteId site) {
    return "assumed-node." + lower(site);
  }
}
