package dev.fairway.benchmarks;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.objects.EndpointSliceView;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Three Services on one transport each, with five pods behind each, at two sites; and pods that are
 * replaced: one goes, and one with an address that was never used comes. Not thread-safe.
 */
final class PodCluster {

  static final int PORT = 8080;

  private static final String NAMESPACE = "shop";
  private static final List<String> SERVICES = List.of("cart", "desk", "till");
  private static final List<String> SITES = List.of("100", "200");
  private static final int PODS = 5;

  private final KubernetesClient client;
  private final TreeMap<String, List<String>> pods = new TreeMap<>();
  private final List<String> gone = new ArrayList<>();
  private int made;
  private int replaced;

  PodCluster(KubernetesClient client) {
    this.client = client;
  }

  /** Creates all objects. */
  void create() {
    create(new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build());
    for (String site : SITES) {
      create(
          new NodeBuilder()
              .withNewMetadata()
              .withName(node(site))
              .addToLabels(ClusterSettings.DEFAULT_SITE_LABEL, site)
              .endMetadata()
              .build());
    }
    for (String name : SERVICES) {
      List<String> addresses = new ArrayList<>();
      for (int i = 0; i < PODS; i++) {
        addresses.add(newAddress());
      }
      pods.put(name, addresses);
      create(service(name));
      create(slice(name));
    }
  }

  private List<String> podsOf(String name) {
    return Objects.requireNonNull(pods.get(name));
  }

  private void create(HasMetadata object) {
    client.resource(object).create();
  }

  /** Every second one is at the second site. */
  private String newAddress() {
    int site = 1 + made % SITES.size();
    made++;
    return "10." + site + "." + made / 250 + "." + (1 + made % 250);
  }

  private static String node(String site) {
    return "node-" + site;
  }

  private static Service service(String name) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace(NAMESPACE)
        .withName(name)
        .addToAnnotations("fairway.dev/tunnel", name.equals("till") ? "biz-internet" : "mpls")
        .endMetadata()
        .withNewSpec()
        .addToSelector("app", name)
        .addNewPort()
        .withName("http")
        .withProtocol("TCP")
        .withPort(80)
        .endPort()
        .endSpec()
        .build();
  }

  private EndpointSlice slice(String name) {
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withNamespace(NAMESPACE)
        .withName(name + "-1")
        .addToLabels(EndpointSliceView.SERVICE_NAME, name)
        .endMetadata()
        .withAddressType("IPv4")
        .addNewPort()
        .withName("http")
        .withProtocol("TCP")
        .withPort(PORT)
        .endPort()
        .withEndpoints(podsOf(name).stream().map(PodCluster::endpoint).toList())
        .build();
  }

  private static Endpoint endpoint(String address) {
    return new EndpointBuilder()
        .withAddresses(address)
        .withNodeName(node(address.startsWith("10.1.") ? SITES.get(0) : SITES.get(1)))
        .withNewConditions()
        .withReady(true)
        .endConditions()
        .build();
  }

  /** Replaces the oldest pod of the Service whose turn it is: two changes of its slice. */
  void replace() {
    String name = SERVICES.get(replaced % SERVICES.size());
    replaced++;
    gone.add(podsOf(name).remove(0));
    client.resource(slice(name)).update();
    podsOf(name).add(newAddress());
    client.resource(slice(name)).update();
  }

  /** The addresses of all present pods. */
  List<IpPrefix> live() {
    return pods.values().stream().flatMap(List::stream).map(IpPrefix::parse).toList();
  }

  /** The addresses of all replaced pods. */
  List<IpPrefix> dead() {
    return gone.stream().map(IpPrefix::parse).toList();
  }
}
