package dev.fairway.k8s.watch;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.namespace;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static dev.fairway.k8s.watch.InformerFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.faultinjection.HeldRequests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which addresses count as those of a Service's own pods, in a running cluster. */
class OwnPodsTest {

  /** Longer than a list that failed is left alone. */
  static final Duration RETRY = Duration.ofMillis(20 * 32 + 1);

  private static Service asking(String name, String word, String value) {
    return service(name)
        .editMetadata()
        .withAnnotations(word.isEmpty() ? Map.of() : Map.of("fairway.dev/" + word, value))
        .endMetadata()
        .build();
  }

  static Service denying(String name) {
    return asking(name, "access", "deny");
  }

  static EndpointSlice http(String name, String service, String... addresses) {
    return slice(name, service)
        .withPorts(port("http", 8080))
        .withEndpoints(endpoints(addresses))
        .build();
  }

  private static Pod pod(String name, String app) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace("shop")
        .withName(name)
        .addToLabels("app", app)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("web")
        .withImage("web")
        .endContainer()
        .endSpec()
        .build();
  }

  /** Creates a pod that has the address. */
  static void run(InformerFixture shop, String name, String app, String address) {
    shop.create(pod(name, app));
    status(shop, name, "Running", address);
  }

  private static void status(InformerFixture shop, String name, String phase, String address) {
    shop.client()
        .pods()
        .inNamespace("shop")
        .withName(name)
        .editStatus(
            found ->
                new PodBuilder(found)
                    .withNewStatus()
                    .withPhase(phase)
                    .withPodIP(address)
                    .addNewPodIP(address)
                    .endStatus()
                    .build());
  }

  /** A shop whose watches have not started: a slice lists a pod once that has its address. */
  static InformerFixture shop(HasMetadata... objects) {
    InformerFixture shop = InformerFixture.closedYet(EmbeddedKubernetes.builder(), 2);
    shop.create(namespace("shop", "example.org/owner", "us"));
    shop.create(objects);
    return shop;
  }

  static List<String> own(InformerFixture shop, String service) {
    return shop.service(service).orElseThrow().endpoints().stream()
        .flatMap(group -> group.endpoints().stream())
        .filter(Endpoint::proven)
        .map(endpoint -> endpoint.address().addressText())
        .toList();
  }

  static List<Diagnostic> unproven(InformerFixture shop, String service) {
    return shop.service(service).orElseThrow().diagnostics().stream()
        .filter(diagnostic -> diagnostic.code() == DiagnosticCode.UNPROVEN_ADDRESS)
        .toList();
  }

  static long lists(InformerFixture shop) {
    return shop.kubernetes().requests().stream()
        .filter(request -> request.resource().equals("pods"))
        .filter(request -> request.verb().word().equals("list"))
        .count();
  }

  @Test
  void address_counts_whereAPodThatTheServiceSelectsHasIt() {
    try (InformerFixture shop =
        shop(denying("cart"), http("cart", "cart", "10.1.0.1", "10.1.0.2", "10.1.0.3"))) {
      run(shop, "cart-1", "cart", "10.1.0.1");
      run(shop, "stranger", "billing", "10.1.0.2");
      run(shop, "ended", "cart", "10.1.0.3");
      status(shop, "ended", "Succeeded", "10.1.0.3");
      shop.start();

      assertEquals(List.of("10.1.0.1"), own(shop, "cart"));
      assertEquals(
          List.of(), unproven(shop, "cart"), "each address is told of where it is claimed");
    }
  }

  @Test
  void pods_ofManyPages_allCount() {
    String[] addresses = new String[7];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = "10.1.0." + (i + 1);
    }
    try (InformerFixture shop = shop(denying("cart"), http("cart", "cart", addresses))) {
      for (int i = 0; i < addresses.length; i++) {
        run(shop, "cart-" + i, "cart", addresses[i]);
      }
      shop.start();
      assertEquals(List.of(addresses), own(shop, "cart"));
      assertEquals(4, lists(shop), "two pods a page");
    }
  }

  @Test
  void services_withoutTheseWords_costNoRequest() {
    List<HasMetadata> objects = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      objects.add(asking("tunnel-" + i, "tunnel", "mpls"));
      objects.add(asking("mark-" + i, "dscp", "ef"));
      objects.add(asking("quiet-" + i, "", ""));
      objects.add(http("tunnel-" + i, "tunnel-" + i, "10.1.1." + i));
    }
    try (InformerFixture shop = shop(objects.toArray(new HasMetadata[0]))) {
      shop.start();
      shop.snapshot();
      shop.update(asking("mark-0", "dscp", "cs1"));
      eventually()
          .until(
              () ->
                  shop.service("mark-0").orElseThrow().reading().intent().stream()
                      .anyMatch(intent -> intent.canonical().contains("cs1")));
      assertEquals(0, lists(shop));
    }
  }

  @Test
  void pods_areListedAgain_whereASliceOrTheSelectorChanged_andNotOtherwise() {
    try (InformerFixture shop =
        shop(denying("cart"), denying("billing"), http("cart", "cart", "10.1.0.1"))) {
      run(shop, "cart-1", "cart", "10.1.0.1");
      run(shop, "cart-2", "other", "10.1.0.2");
      shop.start();
      assertEquals(List.of("10.1.0.1"), own(shop, "cart"));
      assertEquals(2, lists(shop));
      assertSame(shop.service("cart").orElseThrow(), shop.service("cart").orElseThrow());
      assertEquals(2, lists(shop));

      shop.update(http("cart", "cart", "10.1.0.1", "10.1.0.2"));
      shop.awaitGroups("cart", "http:8080 10.1.0.1 10.1.0.2");
      assertEquals(List.of("10.1.0.1"), own(shop, "cart"));
      assertEquals(3, lists(shop), "of the Service that changed alone");

      shop.client()
          .services()
          .inNamespace("shop")
          .withName("cart")
          .edit(
              service -> {
                service.getSpec().setSelector(Map.of("app", "other"));
                return service;
              });
      eventually().until(() -> own(shop, "cart"), List.of("10.1.0.2")::equals);
      assertEquals(4, lists(shop));
    }
  }

  @Test
  void targetRef_ofAStrangersPod_provesNothing_andTheServicesOwnPodDoes() {
    try (InformerFixture shop =
        shop(
            denying("cart"),
            slice("hand-made", "cart")
                .withPorts(port("http", 8080))
                .addNewEndpoint()
                .withAddresses("10.1.0.1")
                .withNewTargetRef()
                .withKind("Pod")
                .withNamespace("shop")
                .withName("stranger")
                .endTargetRef()
                .endEndpoint()
                .addNewEndpoint()
                .withAddresses("10.1.0.2")
                .endEndpoint()
                .build())) {
      run(shop, "stranger", "billing", "10.1.0.1");
      run(shop, "mine", "cart", "10.1.0.2");
      shop.start();
      assertEquals(List.of("10.1.0.2"), own(shop, "cart"));
    }
  }

  @Test
  void service_withoutASelector_hasNoPodsOfItsOwn_andAsksForNone() {
    Service bare =
        service("cart")
            .editMetadata()
            .addToAnnotations("fairway.dev/access", "deny")
            .removeFromAnnotations("fairway.dev/tunnel")
            .endMetadata()
            .editSpec()
            .withSelector(null)
            .endSpec()
            .build();
    try (InformerFixture shop = shop(bare, http("cart", "cart", "10.1.0.1"))) {
      run(shop, "cart-1", "cart", "10.1.0.1");
      shop.start();
      assertEquals(List.of(), own(shop, "cart"));
      assertEquals(0, lists(shop));
    }
  }

  @Test
  void defaultOfTheNamespace_andALastGoodIntent_askToo() {
    try (InformerFixture shop =
        shop(
            asking("cart", "", ""),
            asking("free", "class", "none"),
            http("cart", "cart", "10.1.0.1"),
            http("free", "free", "10.1.0.2"))) {
      run(shop, "cart-1", "cart", "10.1.0.1");
      run(shop, "free-1", "free", "10.1.0.2");
      shop.update(namespace("shop", "fairway.dev/inspect", "firewall"));
      shop.start();
      assertEquals(List.of("10.1.0.1"), own(shop, "cart"));
      assertEquals(List.of(), own(shop, "free"));
      assertEquals(1, lists(shop));
    }
  }

  @Test
  void listThatFails_keepsTheEvidenceOfTheLastOne() {
    try (InformerFixture shop = shop(denying("cart"), http("cart", "cart", "10.1.0.1"))) {
      run(shop, "cart-1", "cart", "10.1.0.1");
      run(shop, "cart-2", "cart", "10.1.0.2");
      status(shop, "cart-2", "Pending", "10.1.0.9");
      shop.start();
      assertEquals(List.of("10.1.0.1"), own(shop, "cart"));

      shop.kubernetes().faultInjector().answer("list", "pods", 1, 500);
      status(shop, "cart-2", "Running", "10.1.0.2");
      shop.update(http("cart", "cart", "10.1.0.1", "10.1.0.2"));
      shop.awaitGroups("cart", "http:8080 10.1.0.1 10.1.0.2");
      assertEquals(List.of("10.1.0.1"), own(shop, "cart"));
      Diagnostic told = unproven(shop, "cart").get(0);
      assertTrue(told.message().contains("could not be listed again"), told.message());
      assertEquals(Severity.INFO, told.severity());

      shop.advance(RETRY);
      assertEquals(List.of("10.1.0.1", "10.1.0.2"), own(shop, "cart"));
      assertEquals(List.of(), unproven(shop, "cart"));
    }
  }

  @Test
  void list_withoutAnAnswer_holdsUpASnapshotNoLongerThanTheTimeout() {
    try (InformerFixture shop = shop(denying("cart"), http("cart", "cart", "10.1.0.1"))) {
      run(shop, "cart-1", "cart", "10.1.0.1");
      HeldRequests held = shop.kubernetes().faultInjector().hold("list", "pods");
      shop.start();
      assertEquals(List.of(), own(shop, "cart"));
      Diagnostic told = unproven(shop, "cart").get(0);
      assertTrue(told.message().endsWith("the API server did not answer in time"), told.message());
      held.release();
      shop.advance(RETRY);
      eventually().until(() -> own(shop, "cart"), List.of("10.1.0.1")::equals);
    }
  }

  @Test
  void service_madeAnewUnderItsName_hasNoEvidenceOfTheOldOne() {
    try (InformerFixture shop = shop(denying("cart"), http("cart", "cart", "10.1.0.1"))) {
      run(shop, "cart-1", "cart", "10.1.0.1");
      shop.start();
      assertEquals(List.of("10.1.0.1"), own(shop, "cart"));
      String uid = shop.stored("cart").orElseThrow().uid();
      shop.kubernetes().faultInjector().deny("list", "pods");
      shop.delete(denying("cart"));
      shop.create(denying("cart"));
      eventually()
          .until(
              () -> shop.stored("cart").filter(service -> !service.uid().equals(uid)).isPresent());
      assertEquals(List.of(), own(shop, "cart"));
    }
  }

  @Test
  void externalName_hasNoEvidence_thatWouldBeOldWhereItBecomesAnotherType() {
    Service alias =
        denying("cart")
            .edit()
            .editSpec()
            .withType("ExternalName")
            .withExternalName("cart.example.org")
            .endSpec()
            .build();
    try (InformerFixture shop = shop(alias, http("cart", "cart", "10.1.0.1"))) {
      run(shop, "cart-1", "cart", "10.1.0.1");
      shop.start();
      shop.snapshot();
      assertEquals(0, lists(shop));

      shop.client().pods().inNamespace("shop").withName("cart-1").delete();
      run(shop, "stranger", "billing", "10.1.0.1");
      shop.update(denying("cart"));
      shop.awaitGroups("cart", "http:8080 10.1.0.1");
      assertEquals(List.of(), own(shop, "cart"));
      assertEquals(1, lists(shop));
    }
  }

  @Test
  void pods_areNeverWatched_norReadByName() {
    try (InformerFixture shop = shop(denying("cart"), http("cart", "cart", "10.1.0.1"))) {
      shop.start();
      own(shop, "cart");
      EmbeddedKubernetes kubernetes = shop.kubernetes();
      assertEquals(
          List.of("list shop"),
          kubernetes.requests().stream()
              .filter(request -> request.resource().equals("pods"))
              .map(request -> request.verb().word() + " " + request.namespace())
              .toList());
    }
  }
}
