package dev.fairway.benchmarks;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.PortSelection;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.k8s.objects.EndpointSliceView;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The Kubernetes objects of a Service of {@link SeededInputs#fleet}, with one possible change: its
 * first endpoint gets another address.
 *
 * @param state the state that the objects are mapped to
 * @param number its number in the fleet
 * @param nodesPerSite the number of nodes at each site that its pods may be on
 */
record SeededService(ServiceState state, int number, int nodesPerSite) {

  private static final String PREFIX = "fairway.dev/";

  String namespace() {
    return state.key().namespace();
  }

  String name() {
    return state.key().name();
  }

  String sliceName() {
    return name() + "-x7k2p";
  }

  static String node(SiteId site, int number) {
    return "node-" + site + "-" + number;
  }

  /** The address of the first endpoint, moved to the upper end of its network or not. */
  IpPrefix firstAddress(boolean moved) {
    IpPrefix first = endpoints().get(0).address();
    int network = ((Ipv4Prefix) first).bits() & 0xFFFF_0000;
    return moved ? Ipv4Prefix.address(network | 0xF000 | number % 4096) : first;
  }

  private List<Endpoint> endpoints() {
    return state.endpoints().get(0).endpoints();
  }

  Service service() {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace(namespace())
        .withName(name())
        .withCreationTimestamp(state.createdAt().toString())
        .addToLabels("app", name())
        .withAnnotations(annotations())
        .endMetadata()
        .withNewSpec()
        .withType("ClusterIP")
        .addToSelector("app", name())
        .withPorts(state.ports().stream().map(SeededService::port).toList())
        .endSpec()
        .build();
  }

  private static io.fabric8.kubernetes.api.model.ServicePort port(ServicePort port) {
    return new ServicePortBuilder()
        .withName(port.name())
        .withProtocol(port.protocol().toString().toUpperCase(java.util.Locale.ROOT))
        .withPort(port.number())
        .build();
  }

  private Map<String, String> annotations() {
    Map<String, String> annotations = new TreeMap<>();
    for (PortIntent part : state.reading().intent().map(ServiceIntent::parts).orElse(List.of())) {
      String suffix = String.join(".", part.ports().ports());
      String dotted = suffix.isEmpty() ? "" : "." + suffix;
      Steer steer = part.treatment().orElseThrow().steer().orElseThrow();
      annotations.put(
          PREFIX + "tunnel" + dotted,
          steer.preference().stream().map(Transport::toString).collect(Collectors.joining(",")));
      annotations.put(PREFIX + "fallback" + dotted, steer.fallback().text());
      if (part.ports().equals(PortSelection.ALL)) {
        annotations.put(PREFIX + "ports", "all");
      }
    }
    return annotations;
  }

  EndpointSlice slice(boolean moved) {
    List<Endpoint> endpoints = endpoints();
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withNamespace(namespace())
        .withName(sliceName())
        .withGenerateName(name() + "-")
        .addToLabels("app", name())
        .addToLabels(EndpointSliceView.SERVICE_NAME, name())
        .addToLabels(EndpointSliceView.MANAGED_BY, "endpointslice-controller.k8s.io")
        .endMetadata()
        .withAddressType("IPv4")
        .withPorts(state.endpoints().stream().map(SeededService::port).toList())
        .withEndpoints(
            IntStream.range(0, endpoints.size())
                .mapToObj(
                    index ->
                        endpoint(
                            index,
                            endpoints.get(index),
                            index == 0 ? firstAddress(moved) : endpoints.get(index).address()))
                .toList())
        .build();
  }

  private static EndpointPort port(ServiceEndpoints behind) {
    return new EndpointPortBuilder()
        .withName(behind.portName())
        .withProtocol(behind.protocol().orElseThrow().toString().toUpperCase(java.util.Locale.ROOT))
        .withPort(behind.port().orElseThrow())
        .build();
  }

  private io.fabric8.kubernetes.api.model.discovery.v1.Endpoint endpoint(
      int index, Endpoint endpoint, IpPrefix address) {
    SiteId site = endpoint.site().orElseThrow();
    String pod = name() + "-5d4f8b9c77-" + index;
    return new EndpointBuilder()
        .withAddresses(address.addressText())
        .withNewConditions()
        .withReady(true)
        .withServing(true)
        .withTerminating(false)
        .endConditions()
        .withNodeName(node(site, (number + index) % nodesPerSite))
        .withZone("zone-" + site)
        .withNewTargetRef()
        .withKind("Pod")
        .withNamespace(namespace())
        .withName(pod)
        .withUid(
            UUID.nameUUIDFromBytes(pod.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString())
        .endTargetRef()
        .build();
  }
}
