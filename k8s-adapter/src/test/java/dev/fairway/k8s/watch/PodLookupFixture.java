package dev.fairway.k8s.watch;

import static dev.fairway.k8s.KubernetesSamples.endpoint;
import static dev.fairway.k8s.KubernetesSamples.namespace;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.slice;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.runtime.safety.PodLookup.MissingAddress;
import dev.fairway.runtime.safety.PodLookup.Sight;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A watched cluster whose pods are asked for, with what makes and questions them. */
final class PodLookupFixture implements AutoCloseable {

  static final ServiceKey CART = new ServiceKey("eu", "shop", "cart");

  private final InformerFixture shop;

  PodLookupFixture(HasMetadata... objects) {
    List<HasMetadata> all = new ArrayList<>();
    all.add(namespace("shop", "example.org/owner", "us"));
    all.add(namespace("other", "example.org/owner", "us"));
    all.addAll(List.of(objects));
    shop = InformerFixture.open(all.toArray(HasMetadata[]::new));
  }

  InformerFixture shop() {
    return shop;
  }

  /** A running pod with the label app. */
  static PodBuilder pod(String path, String app, String... addresses) {
    String[] parts = path.split("/", 2);
    PodBuilder pod =
        new PodBuilder()
            .withNewMetadata()
            .withNamespace(parts[0])
            .withName(parts[1])
            .addToLabels("app", app)
            .addToLabels("tier", "web")
            .endMetadata()
            .withNewSpec()
            .withNodeName("n1")
            .addNewContainer()
            .withName("c")
            .withImage("i")
            .endContainer()
            .endSpec()
            .withNewStatus()
            .withPhase("Running")
            .endStatus();
    for (String address : addresses) {
      pod.editStatus().addNewPodIP(address).endStatus();
    }
    return addresses.length == 0 ? pod : pod.editStatus().withPodIP(addresses[0]).endStatus();
  }

  /** The pod as one that stopped for good. */
  static Pod ended(PodBuilder pod, String phase) {
    return pod.editStatus().withPhase(phase).endStatus().build();
  }

  /** The pod in its node's network. */
  static Pod inHostNetwork(PodBuilder pod) {
    return pod.editSpec().withHostNetwork(true).endSpec().build();
  }

  /** A ready endpoint of a pod. */
  static Endpoint of(String address, String pod) {
    return new EndpointBuilder(endpoint(address, true, true, false))
        .withNodeName("n1")
        .withNewTargetRef()
        .withKind("Pod")
        .withName(pod)
        .endTargetRef()
        .build();
  }

  static EndpointSlice listing(String name, String service, Endpoint... endpoints) {
    return slice(name, service).withPorts(port("http", 8080)).withEndpoints(endpoints).build();
  }

  /** Creates pods with their status. */
  void run(Pod... pods) {
    for (Pod pod : pods) {
      shop.kubernetes().seed(shop.client().getKubernetesSerialization().asJson(pod));
    }
  }

  void delete(String path) {
    String[] parts = path.split("/", 2);
    shop.client().pods().inNamespace(parts[0]).withName(parts[1]).withGracePeriod(0).delete();
  }

  static MissingAddress missing(String address, String pod) {
    return new MissingAddress(IpPrefix.parse(address), Optional.of(CART), Optional.of(pod));
  }

  static MissingAddress missing(String address) {
    return new MissingAddress(IpPrefix.parse(address), Optional.of(CART), Optional.empty());
  }

  static MissingAddress ofNobody(String address) {
    return new MissingAddress(IpPrefix.parse(address), Optional.empty(), Optional.empty());
  }

  CachedPodLookup lookup() {
    return (CachedPodLookup) shop.snapshots().podLookup();
  }

  Map<MissingAddress, Sight> look(MissingAddress... addresses) {
    return lookup().look(List.of(addresses));
  }

  /** One that is left out is unknown. */
  Sight sight(MissingAddress address) {
    return look(address).getOrDefault(address, Sight.UNKNOWN);
  }

  /** The requests for pods so far, as {@code LIST shop}, which are forgotten then. */
  List<String> requests() {
    List<String> verbs =
        shop.kubernetes().requests().stream()
            .filter(request -> request.resource().equals("pods"))
            .map(request -> request.verb().toString() + " " + request.namespace())
            .map(String::strip)
            .toList();
    shop.kubernetes().forgetRequests();
    return verbs;
  }

  @Override
  public void close() {
    shop.close();
  }
}
