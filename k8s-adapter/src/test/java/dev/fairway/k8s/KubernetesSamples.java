package dev.fairway.k8s;

import dev.fairway.core.wan.Network;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.EndpointSliceView;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.List;
import java.util.Optional;

/** Objects of a small shop, to start from. */
public final class KubernetesSamples {

  private KubernetesSamples() {}

  /** Service {@code shop/<name>} with port http 80, selector {@code app: <name>}, on mpls. */
  public static ServiceBuilder service(String name) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace("shop")
        .withName(name)
        .withCreationTimestamp("2026-01-02T03:04:05Z")
        .addToAnnotations("fairway.dev/tunnel", "mpls")
        .endMetadata()
        .withNewSpec()
        .addToSelector("app", name)
        .addNewPort()
        .withName("http")
        .withPort(80)
        .endPort()
        .endSpec();
  }

  /** An IPv4 slice {@code shop/<name>} of a Service, without ports and endpoints. */
  public static EndpointSliceBuilder slice(String name, String service) {
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withNamespace("shop")
        .withName(name)
        .addToLabels(EndpointSliceView.SERVICE_NAME, service)
        .endMetadata()
        .withAddressType("IPv4");
  }

  /** A port of a slice over TCP. */
  public static EndpointPort port(String name, int number) {
    return new EndpointPortBuilder().withName(name).withProtocol("TCP").withPort(number).build();
  }

  /** Ready endpoints without anything but an address. */
  public static Endpoint[] endpoints(String... addresses) {
    Endpoint[] endpoints = new Endpoint[addresses.length];
    for (int i = 0; i < addresses.length; i++) {
      endpoints[i] = new EndpointBuilder().withAddresses(addresses[i]).build();
    }
    return endpoints;
  }

  /** An endpoint with conditions; null means that the condition is absent. */
  public static Endpoint endpoint(
      String address, Boolean ready, Boolean serving, Boolean terminating) {
    return new EndpointBuilder()
        .withAddresses(address)
        .withNewConditions()
        .withReady(ready)
        .withServing(serving)
        .withTerminating(terminating)
        .endConditions()
        .build();
  }

  /** A Node with a label and an internal address. */
  public static Node node(String name, String label, String value, String address) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels(label, value)
        .endMetadata()
        .withNewStatus()
        .addNewAddress(address, "InternalIP")
        .endStatus()
        .build();
  }

  /** A Namespace with one annotation. */
  public static Namespace namespace(String name, String key, String value) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(name)
        .addToAnnotations(key, value)
        .endMetadata()
        .build();
  }

  /** The cluster, known to a mesh by another name. */
  public static ClusterSettings inMeshAs(ClusterSettings cluster, String meshName) {
    return new ClusterSettings(
        cluster.name(),
        Optional.of(meshName),
        cluster.owner(),
        cluster.networks(),
        cluster.siteLabel(),
        cluster.defaultSite(),
        cluster.datapath(),
        cluster.covers(),
        cluster.intents());
  }

  /** The cluster with other declared networks. */
  public static ClusterSettings within(ClusterSettings cluster, List<Network> declared) {
    return new ClusterSettings(
        cluster.name(),
        cluster.meshName(),
        cluster.owner(),
        declared,
        cluster.siteLabel(),
        cluster.defaultSite(),
        cluster.datapath(),
        cluster.covers(),
        cluster.intents());
  }
}
