package dev.fairway.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.embedded.SimulatedPods.SimulatedPod;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pods behind two Services that share them, each with an EndpointSlice. */
class SimulatedPodsTest {

  private static final SimulatedPod OLD = new SimulatedPod("10.2.0.4", "web-1");
  private static final SimulatedPod NEW = new SimulatedPod("10.2.0.5", "web-2");

  private final EmbeddedKubernetes api = EmbeddedKubernetes.start();
  private final KubernetesClient client =
      new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(api.kubeconfig())).build();

  @BeforeEach
  void seed() {
    for (String service : List.of("web", "canary")) {
      api.seed(
          """
          {"kind": "Service", "apiVersion": "v1",
           "metadata": {"name": "%1$s", "namespace": "default",
                        "creationTimestamp": "2020-01-01T00:00:00Z"},
           "spec": {"selector": {"app": "web", "of": "%1$s"}, "ports": [{"port": 80}]}}
          """
              .formatted(service));
      api.seed(
          """
          {"kind": "EndpointSlice", "apiVersion": "discovery.k8s.io/v1", "addressType": "IPv4",
           "metadata": {"name": "%1$s-1", "namespace": "default",
                        "labels": {"kubernetes.io/service-name": "%1$s"}},
           "ports": [{"port": 8080, "protocol": "TCP"}],
           "endpoints": [{"addresses": ["10.2.0.4"], "nodeName": "madrid",
                          "targetRef": {"kind": "Pod", "name": "web-1"}}]}
          """
              .formatted(service));
    }
  }

  @AfterEach
  void close() {
    client.close();
    api.close();
  }

  private List<Endpoint> endpoints(String slice) {
    EndpointSlice stored =
        client.discovery().v1().endpointSlices().inNamespace("default").withName(slice).require();
    return stored.getEndpoints();
  }

  private List<String> addresses() {
    List<String> web =
        endpoints("web-1").stream().map(endpoint -> endpoint.getAddresses().get(0)).toList();
    assertEquals(
        web,
        endpoints("canary-1").stream().map(endpoint -> endpoint.getAddresses().get(0)).toList());
    return web;
  }

  @Test
  void seed_timesAndStatus_areThoseOfTheObject() {
    assertEquals(
        "2020-01-01T00:00:00Z",
        client
            .services()
            .inNamespace("default")
            .withName("web")
            .get()
            .getMetadata()
            .getCreationTimestamp());
    assertThrows(IllegalArgumentException.class, () -> api.seed("{\"kind\": \"Car\"}"));
  }

  @Test
  void start_besideAnother_isBehindTheSameServices() {
    api.pods().start(NEW, OLD);
    assertEquals(List.of("10.2.0.4", "10.2.0.5"), addresses());
    Endpoint fresh = endpoints("web-1").get(1);
    assertEquals("web-2", fresh.getTargetRef().getName());
    assertEquals("madrid", fresh.getNodeName());
  }

  @Test
  void drain_pod_servesAndIsNotReady() {
    api.pods().drain(OLD);
    Endpoint draining = endpoints("canary-1").get(0);
    assertEquals(false, draining.getConditions().getReady());
    assertEquals(true, draining.getConditions().getServing());
    assertEquals(true, draining.getConditions().getTerminating());
  }

  @Test
  void start_afterTheOtherStopped_takesItsPlace() {
    api.pods().stop(OLD);
    assertEquals(List.of(), addresses());
    api.pods().start(NEW, OLD);
    assertEquals(List.of("10.2.0.5"), addresses());
  }

  @Test
  void keepPods_referencedPods_existOnceWithTheLabelsThatSelectThem() {
    api.pods().keepPods(pod -> NEW);
    List<Pod> pods = client.pods().inNamespace("default").list().getItems();
    assertEquals(1, pods.size());
    Map<String, String> labels = pods.get(0).getMetadata().getLabels();
    assertEquals("web", labels.get("app"));
    assertEquals("madrid", pods.get(0).getSpec().getNodeName());
    api.pods().keepPods(pod -> NEW);
    assertEquals(pods, client.pods().inNamespace("default").list().getItems());
  }

  @Test
  void keepPods_podDeleted_isReplacedInEverySlice() {
    api.pods().keepPods(pod -> NEW);
    client.pods().inNamespace("default").withName("web-1").delete();
    assertEquals(List.of("10.2.0.5"), addresses());
    List<Pod> pods = client.pods().inNamespace("default").list().getItems();
    assertEquals(1, pods.size());
    assertEquals("web-2", pods.get(0).getMetadata().getName());
    assertTrue(pods.get(0).getMetadata().getLabels().containsKey("app"));
  }
}
