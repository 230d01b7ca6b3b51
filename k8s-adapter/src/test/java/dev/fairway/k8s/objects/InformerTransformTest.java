package dev.fairway.k8s.objects;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.node;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.k8s.objects.EndpointSliceView.EndpointView;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InformerTransformTest {

  private static final InformerTransform TRANSFORM =
      new InformerTransform("eu", "fairway.dev/site");

  @Test
  void service_keepsOnlyAnnotationsThatSpeakToFairway() {
    Service annotated =
        service("cart")
            .editMetadata()
            .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", "{}")
            .addToAnnotations("Fairway.dev/tunel", "mpls")
            .addToAnnotations("policy.sdwan.cisco.com/tunnel", "mpls")
            .endMetadata()
            .build();

    assertEquals(
        Set.of("Fairway.dev/tunel", "fairway.dev/tunnel", "policy.sdwan.cisco.com/tunnel"),
        TRANSFORM.service(annotated).spec().annotations().keySet());
  }

  @Test
  void service_withAnotherStatusOfOurs_meansTheSame() {
    Service plain = service("cart").build();
    Service told =
        service("cart")
            .editMetadata()
            .withUid("u1")
            .withResourceVersion("7")
            .withGeneration(3L)
            .withDeletionTimestamp("2026-01-02T03:04:05Z")
            .endMetadata()
            .withNewStatus()
            .addNewCondition()
            .withType("fairway.dev/Programmed")
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build();

    ServiceView reduced = TRANSFORM.service(told);

    assertEquals(TRANSFORM.service(plain).spec(), reduced.spec());
    assertEquals("u1", reduced.status().uid());
    assertEquals("7", reduced.status().resourceVersion());
    assertEquals(OptionalLong.of(3), reduced.status().generation());
    assertTrue(reduced.status().deleting());
    assertEquals(1, reduced.status().conditions().size());
  }

  @Test
  void slice_namesItsPodsWithTheirNamespace() {
    EndpointSlice named =
        slice("a", "cart")
            .withPorts(port("http", 8080))
            .addNewEndpoint()
            .withAddresses("10.1.0.1")
            .withNodeName("n1")
            .withNewTargetRef()
            .withKind("Pod")
            .withName("cart-0")
            .endTargetRef()
            .endEndpoint()
            .build();

    EndpointView endpoint = TRANSFORM.slice(named).endpoints().get(0);

    assertEquals(Optional.of("shop/cart-0"), endpoint.pod());
    assertEquals("n1", endpoint.nodeName());
  }

  @Test
  void slices_withEqualTexts_shareThem() {
    EndpointSliceView one = TRANSFORM.slice(repeating("a"));
    EndpointSliceView other = TRANSFORM.slice(repeating("b"));

    assertSame(one.namespace(), other.namespace());
    assertSame(one.endpoints().get(0).nodeName(), other.endpoints().get(0).nodeName());
    assertSame(one.endpoints().get(0).state(), other.endpoints().get(0).state());
    assertSame(one.ports().get(0).name(), other.ports().get(0).name());
  }

  private static EndpointSlice repeating(String name) {
    return slice(name, "cart")
        .editMetadata()
        .withNamespace(fresh("shop"))
        .endMetadata()
        .withPorts(port(fresh("http"), 8080))
        .addNewEndpoint()
        .withAddresses("10.1.0.1")
        .withNodeName(fresh("n1"))
        .withNewConditions()
        .withReady(true)
        .endConditions()
        .endEndpoint()
        .build();
  }

  /** As a parser would: an instance of its own. */
  private static String fresh(String text) {
    return new StringBuilder(text).toString();
  }

  @Test
  void slice_ofAnUnknownAddressType_holdsNoAddresses() {
    EndpointSliceView names =
        TRANSFORM.slice(
            slice("a", "cart")
                .withAddressType("FQDN")
                .withEndpoints(endpoints("db.example.org"))
                .build());

    assertEquals("FQDN", names.addressType());
    assertEquals(List.of(), names.endpoints());
    assertEquals(List.of(), names.malformed());
  }

  @Test
  void node_withAHeartbeat_meansTheSame() {
    Node quiet = node("n1", "fairway.dev/site", "100", "192.168.0.1");
    Node beating =
        quiet
            .edit()
            .editStatus()
            .addNewCondition()
            .withType("Ready")
            .endCondition()
            .endStatus()
            .build();

    assertEquals(TRANSFORM.node(quiet), TRANSFORM.node(beating));
  }

  @Test
  void objects_withNothingInThem_areReduced() {
    assertEquals("", TRANSFORM.service(new Service()).spec().name());
    assertEquals("", TRANSFORM.slice(new EndpointSlice()).service());
    assertEquals("", TRANSFORM.node(new Node()).name());
    assertEquals("", TRANSFORM.namespace(new Namespace()).name());
  }
}
