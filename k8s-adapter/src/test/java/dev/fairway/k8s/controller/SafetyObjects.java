package dev.fairway.k8s.controller;

import dev.fairway.embedded.EmbeddedKubernetes;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The objects of a cluster as its controllers write them: Services in namespaces of their name,
 * their pods by number, and one EndpointSlice each.
 */
final class SafetyObjects implements AutoCloseable {

  private final EmbeddedKubernetes api;
  private final KubernetesClient client;
  private final Map<String, SortedMap<Integer, Endpoint>> endpoints = new HashMap<>();

  SafetyObjects(EmbeddedKubernetes api) {
    this.api = api;
    this.client =
        new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(api.kubeconfig())).build();
  }

  /** A Service; without a tunnel it asks for nothing. */
  void service(String name, String tunnel) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(name)
                .withName(name)
                .withAnnotations(tunnel.isEmpty() ? Map.of() : Map.of("fairway.dev/tunnel", tunnel))
                .endMetadata()
                .withNewSpec()
                .addToSelector("app", name)
                .addNewPort()
                .withName("http")
                .withPort(80)
                .endPort()
                .endSpec()
                .build())
        .create();
    endpoints.put(name, new TreeMap<>());
    createSlice(name, name + "-1");
  }

  private static EndpointSlice slice(String service, String name) {
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withNamespace(service)
        .withName(name)
        .addToLabels("kubernetes.io/service-name", service)
        .endMetadata()
        .withAddressType("IPv4")
        .addNewPort()
        .withName("http")
        .withPort(8080)
        .endPort()
        .build();
  }

  /** The slice of a Service, with all its endpoints. */
  void createSlice(String service, String name) {
    client.resource(listing(service, slice(service, name))).create();
  }

  void deleteSlice(String service, String name) {
    client.discovery().v1().endpointSlices().inNamespace(service).withName(name).delete();
  }

  private EndpointSlice listing(String service, EndpointSlice slice) {
    return new EndpointSliceBuilder(slice)
        .withEndpoints(endpoints.getOrDefault(service, new TreeMap<>()).values().stream().toList())
        .build();
  }

  private void publish(String service) {
    client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(service)
        .withName(service + "-1")
        .edit(there -> listing(service, there));
  }

  /** Endpoints of which no pod is to be seen. */
  void list(String service, int first, int last) {
    each(first, last, number -> put(service, number, endpoint(number).build()));
    publish(service);
  }

  /** Pods that are ready, on the node of their site. */
  void start(String service, int first, int last) {
    each(
        first,
        last,
        number -> {
          pod(service, service, number);
          put(service, number, endpointOfPod(service, number).build());
        });
    publish(service);
  }

  private void put(String service, int number, Endpoint endpoint) {
    endpoints.computeIfAbsent(service, absent -> new TreeMap<>()).put(number, endpoint);
  }

  /** A pod with an address, and no slice that lists it. */
  void pod(String namespace, String app, int number) {
    api.seed(
        client
            .getKubernetesSerialization()
            .asJson(
                new PodBuilder()
                    .withNewMetadata()
                    .withNamespace(namespace)
                    .withName(app + "-" + number)
                    .addToLabels("app", app)
                    .endMetadata()
                    .withNewSpec()
                    .withNodeName("node-" + number % 2)
                    .addNewContainer()
                    .withName("web")
                    .withImage("web")
                    .endContainer()
                    .endSpec()
                    .withNewStatus()
                    .withPhase("Running")
                    .withPodIP(SafetyFixture.address(number))
                    .addNewPodIP(SafetyFixture.address(number))
                    .endStatus()
                    .build()));
  }

  private static EndpointBuilder endpoint(int number) {
    return new EndpointBuilder()
        .withAddresses(SafetyFixture.address(number))
        .withNewConditions()
        .withReady(true)
        .endConditions();
  }

  private static EndpointBuilder endpointOfPod(String service, int number) {
    return endpoint(number)
        .withNodeName("node-" + number % 2)
        .withNewTargetRef()
        .withKind("Pod")
        .withNamespace(service)
        .withName(service + "-" + number)
        .endTargetRef();
  }

  /** Pods are told to end, and their slice says so. */
  void terminate(String service, IntStream numbers) {
    numbers.forEach(
        number ->
            put(
                service,
                number,
                endpointOfPod(service, number)
                    .editConditions()
                    .withReady(false)
                    .withServing(true)
                    .withTerminating(true)
                    .endConditions()
                    .build()));
    publish(service);
  }

  /** Pods have ended and their objects stay; the slice is written without them. */
  void end(String service, IntStream numbers, String phase) {
    numbers.forEach(
        number -> {
          client
              .pods()
              .inNamespace(service)
              .withName(service + "-" + number)
              .editStatus(
                  pod -> new PodBuilder(pod).editStatus().withPhase(phase).endStatus().build());
          unlist(service, number);
        });
    publish(service);
  }

  /** The slice is written without these pods, and their objects go. */
  void remove(String service, IntStream numbers) {
    numbers.forEach(
        number -> {
          deletePod(service, number);
          unlist(service, number);
        });
    publish(service);
  }

  void deletePod(String service, int number) {
    client.pods().inNamespace(service).withName(service + "-" + number).withGracePeriod(0).delete();
  }

  private void unlist(String service, int number) {
    endpoints.getOrDefault(service, new TreeMap<>()).remove(number);
  }

  void deleteNamespace(String name) {
    client.namespaces().withName(name).delete();
  }

  private static void each(int first, int last, IntConsumer action) {
    IntStream.rangeClosed(first, last).forEach(action);
  }

  @Override
  public void close() {
    client.close();
  }
}
