package dev.fairway.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.faultinjection.HeldRequests;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An informer finds its way back, whatever befalls the API: the faultInjector is like the real one.
 */
@Timeout(60)
class InformerFaultTest {

  private final EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start();
  private final ApiFaultInjector faultInjector = kubernetes.faultInjector();
  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(
              new ConfigBuilder(Config.fromKubeconfig(kubernetes.kubeconfig()))
                  .withOnlyHttpWatches(true)
                  .withWatchReconnectInterval(20)
                  .withRequestRetryBackoffLimit(0)
                  .build())
          .build();
  private final SharedIndexInformer<Service> informer =
      client.services().inAnyNamespace().runnableInformer(0);

  @BeforeEach
  void follow() {
    create("first");
    informer.start().toCompletableFuture().join();
    awaitNames("first");
    awaitWatch();
  }

  @AfterEach
  void close() {
    informer.close();
    client.close();
    kubernetes.close();
  }

  private void create(String name) {
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build())
        .create();
  }

  private void awaitNames(String... names) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertEquals(
                    List.of(names),
                    informer.getStore().list().stream()
                        .map(service -> service.getMetadata().getName())
                        .sorted()
                        .toList()));
  }

  private void awaitWatch() {
    await().atMost(Duration.ofSeconds(20)).until(() -> faultInjector.openWatches() == 1);
  }

  private long lists() {
    return kubernetes.requests().stream().filter(request -> request.verb() == ApiVerb.LIST).count();
  }

  @Test
  void informer_afterACut_goesOnWithoutListing() {
    faultInjector.cutWatches();
    create("second");
    awaitNames("first", "second");
    assertEquals(1, lists());
  }

  @Test
  void informer_whoseVersionIsForgotten_listsAgain() throws InterruptedException {
    HeldRequests watches = faultInjector.hold("watch", "services");
    faultInjector.cutWatches();
    assertTrue(watches.await(1, Duration.ofSeconds(20)));
    create("second");
    faultInjector.forgetHistory();
    watches.release();
    awaitNames("first", "second");
    awaitWatch();
    create("third");
    awaitNames("first", "second", "third");
    assertEquals(2, lists());
  }

  @Test
  void informer_afterTheApiWasAway_catchesUp() {
    kubernetes.goAway();
    kubernetes.comeBack();
    create("second");
    awaitNames("first", "second");
  }

  @Test
  void informer_toldTwiceAndOutOfOrder_endsUpRight() {
    faultInjector.duplicateEvents("services", true);
    faultInjector.pauseEvents("services");
    create("second");
    create("third");
    client.services().inNamespace("default").withName("first").delete();
    faultInjector.resumeEventsOutOfOrder("services");
    awaitNames("second", "third");
  }
}
