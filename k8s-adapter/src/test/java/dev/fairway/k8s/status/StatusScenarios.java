package dev.fairway.k8s.status;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.KubernetesSamples;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.LoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scenarios of conditions and Events on an API server. */
@Timeout(120)
abstract class StatusScenarios {

  static final StatusSettings SETTINGS =
      new StatusSettings(
          "fairway",
          Duration.ofSeconds(30),
          1000,
          1000,
          2,
          Duration.ofSeconds(10),
          Duration.ofMillis(5),
          Duration.ofMillis(20),
          Duration.ofSeconds(10),
          50,
          "fairway.dev/operator",
          "test-1");

  /** Where syncs come from; its own publishing goes nowhere. */
  final PublisherFixture shop = new PublisherFixture();

  final CountingListener listener = new CountingListener();
  final Map<ServiceKey, ServiceStatusView> shown = new ConcurrentHashMap<>();
  KubernetesClient client;
  StatusPublisher publisher;

  abstract String kubeconfig();

  @BeforeEach
  void open() {
    client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig())).build();
    publisher =
        new StatusPublisher(
            client, SETTINGS, key -> Optional.ofNullable(shown.get(key)), () -> true, listener);
    if (client.namespaces().withName("shop").get() == null) {
      client.namespaces().resource(namespace("shop")).create();
    }
  }

  @AfterEach
  void close() {
    publisher.close();
    client.services().inNamespace("shop").delete();
    client.events().v1().events().inNamespace("shop").delete();
    client.close();
    shop.close();
  }

  static Namespace namespace(String name) {
    return new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
  }

  Resource<Service> cart() {
    return client.services().inNamespace("shop").withName("cart");
  }

  /** Makes Service cart on the API server. */
  void create() {
    client.services().resource(KubernetesSamples.service("cart").build()).create();
  }

  /** The informer catches up. */
  void look() {
    shown.clear();
    Optional.ofNullable(cart().get())
        .ifPresent(
            service ->
                shown.put(
                    ScriptedApi.key("cart"),
                    new ServiceStatusView(
                        ScriptedApi.key("cart"),
                        service.getMetadata().getUid(),
                        service.getMetadata().getResourceVersion(),
                        OptionalLong.empty(),
                        service.getMetadata().getDeletionTimestamp() != null,
                        conditions().values().stream()
                            .filter(condition -> condition.getType().startsWith("fairway.dev/"))
                            .map(StatusScenarios::stored)
                            .toList())));
  }

  private static StoredCondition stored(Condition condition) {
    return new StoredCondition(
        condition.getType(),
        condition.getStatus(),
        condition.getReason(),
        condition.getMessage(),
        Optional.ofNullable(condition.getLastTransitionTime()),
        OptionalLong.empty());
  }

  /** The conditions on the API server, by type. */
  Map<String, Condition> conditions() {
    return cart().get().getStatus().getConditions().stream()
        .collect(Collectors.toMap(Condition::getType, Function.identity()));
  }

  /** A whole sync over a shop in which cart asks for this. */
  void sync(String tunnel) {
    shop.asks("cart", tunnel);
    publisher.planned(shop.planned());
    publisher.syncEnded(shop.syncUnwritten(), Duration.ZERO);
  }

  void settle() {
    await().until(() -> publisher.state().waiting() == 0);
    look();
  }

  /** Another controller says something in the status. */
  void speak(String manager, Condition... conditions) {
    Service body =
        new ServiceBuilder()
            .withNewMetadata()
            .withNamespace("shop")
            .withName("cart")
            .endMetadata()
            .withNewStatus()
            .withConditions(conditions)
            .endStatus()
            .build();
    client
        .services()
        .resource(body)
        .subresource("status")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(true)
                .build());
  }

  static Condition condition(String type, String message) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus("True")
        .withReason("Fine")
        .withMessage(message)
        .withLastTransitionTime("2026-01-01T00:00:00Z")
        .build();
  }

  @Test
  void conditions_comeAndGo_andLeaveOthersAlone() {
    client
        .services()
        .resource(
            KubernetesSamples.service("cart").editSpec().withType("LoadBalancer").endSpec().build())
        .create();
    cart()
        .editStatus(
            service ->
                new ServiceBuilder(service)
                    .editOrNewStatus()
                    .withNewLoadBalancer()
                    .withIngress(new LoadBalancerIngressBuilder().withIp("192.0.2.1").build())
                    .endLoadBalancer()
                    .endStatus()
                    .build());
    speak("other", condition("example.com/Other", "hello"));
    look();
    sync("mpls");
    settle();
    assertEquals(3, conditions().size());
    assertEquals(PublisherFixture.MPLS, conditions().get("fairway.dev/Accepted").getMessage());
    assertEquals("True", conditions().get("fairway.dev/Programmed").getStatus());
    sync("mlps");
    settle();
    assertEquals("Held", conditions().get("fairway.dev/Accepted").getReason());
    sync("");
    settle();
    assertEquals(List.of("example.com/Other"), List.copyOf(conditions().keySet()));
    assertTrue(
        cart().get().getMetadata().getManagedFields().stream()
            .noneMatch(entry -> entry.getManager().equals("fairway")),
        "nothing is ours any more");
    assertEquals("hello", conditions().get("example.com/Other").getMessage());
    assertEquals(
        "192.0.2.1", cart().get().getStatus().getLoadBalancer().getIngress().get(0).getIp());
  }

  @Test
  void condition_ofOurTypeByAnotherManager_isTakenOver() {
    create();
    speak("other", condition("fairway.dev/Accepted", "not ours"));
    look();
    sync("mpls");
    settle();
    assertEquals(PublisherFixture.MPLS, conditions().get("fairway.dev/Accepted").getMessage());
  }

  @Test
  void sync_nothingChanged_writesNoStatus() {
    create();
    look();
    sync("mpls");
    settle();
    String version = cart().get().getMetadata().getResourceVersion();
    sync("mpls");
    settle();
    assertEquals(version, cart().get().getMetadata().getResourceVersion());
  }

  @Test
  void service_madeAnew_neverGetsTheOldOnesConditions() {
    create();
    look();
    cart().delete();
    await().until(() -> cart().get() == null);
    create();
    sync("mpls");
    await().until(() -> publisher.state().waiting() == 0);
    assertEquals(Map.of(), conditions());
    assertEquals(List.of(), listener.statuses, "and that is nobody's failure");
    settle();
    sync("mpls");
    settle();
    assertEquals(2, conditions().size());
  }

  @Test
  void service_deleted_isDroppedWithoutAFailure() {
    create();
    look();
    cart().delete();
    await().until(() -> cart().get() == null);
    sync("mpls");
    await().until(() -> publisher.state().waiting() == 0);
    assertEquals(List.of(), listener.statuses);
    assertEquals(null, cart().get());
  }

  @Test
  void event_ofATransition_isThereOnce() {
    create();
    look();
    sync("mpls");
    settle();
    sync("mpls");
    settle();
    publisher.close();
    String uid = shown.get(ScriptedApi.key("cart")).uid();
    List<Event> events =
        client.events().v1().events().inNamespace("shop").list().getItems().stream()
            .filter(event -> uid.equals(event.getRegarding().getUid()))
            .toList();
    assertEquals(1, events.size());
    Event event = events.get(0);
    assertEquals("Programmed", event.getReason());
    assertEquals("Normal", event.getType());
    assertEquals("fairway.dev/operator", event.getReportingController());
    assertEquals("test-1", event.getReportingInstance());
    assertEquals("cart", event.getRegarding().getName());
    assertTrue(event.getNote().endsWith(PublisherFixture.MPLS), event.getNote());
  }

  @Test
  void event_intoATerminatingNamespace_isDroppedWithoutAFailure() {
    client.namespaces().resource(namespace("leaving")).create();
    Service staying =
        KubernetesSamples.service("cart")
            .editMetadata()
            .withNamespace("leaving")
            .withFinalizers("example.com/stays")
            .endMetadata()
            .build();
    client.services().resource(staying).create();
    client.namespaces().withName("leaving").delete();
    ServiceStatusView leaving =
        new ServiceStatusView(
            new ServiceKey("shop-eu", "leaving", "cart"),
            "uid",
            "1",
            OptionalLong.empty(),
            false,
            List.of());
    assertEquals(
        WriteResult.gone(),
        new EventWriter(client, SETTINGS, Clock.systemUTC())
            .write(ConditionTransitions.driftRepaired(leaving, "1 rule was changed")));
    client
        .services()
        .inNamespace("leaving")
        .withName("cart")
        .edit(
            service -> {
              service.getMetadata().setFinalizers(List.of());
              return service;
            });
  }
}
