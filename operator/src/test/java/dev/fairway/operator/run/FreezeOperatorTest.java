package dev.fairway.operator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.mock.FabricFile;
import dev.fairway.mock.MockFabric;
import dev.fairway.operator.instance.ScriptedInstance;
import dev.fairway.operator.lease.Attribution;
import dev.fairway.operator.lease.LeaseAnnotations;
import dev.fairway.operator.lease.LeaseClient;
import dev.fairway.operator.settings.Settings;
import dev.fairway.operator.settings.Settings.LeaseName;
import dev.fairway.operator.settings.SettingsReader;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole operator, from the Lease of an API server to a fabric in memory. */
class FreezeOperatorTest {

  private static final String FABRIC =
      """
      sites:
        - {id: "100", networks: [{cidr: 10.1.0.0/16}], edges: [{name: fra-1, transports: [mpls, biz-internet]}]}
        - {id: "200", networks: [{cidr: 10.2.0.0/16}], edges: [{name: mad-1, transports: [mpls, biz-internet]}]}
      routesKnown: true
      """;
  private static final Attribution ALICE =
      new Attribution(Optional.of("alice"), Optional.empty(), Optional.of("work"));

  @TempDir private Path folder;
  private final MockFabric fabric =
      new MockFabric(FabricFile.parse("fabric.yaml", FABRIC).layout().orElseThrow());
  private EmbeddedKubernetes kubernetes;
  private KubernetesClient client;
  private LeaseClient lease;

  @BeforeEach
  void startKubernetes() {
    kubernetes = EmbeddedKubernetes.start();
    RunningOperator.write(folder.resolve("kubeconfig"), kubernetes.kubeconfig());
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubernetes.kubeconfig()))
            .build();
    lease = new LeaseClient(client, new LeaseName("default", "fairway"));
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName("shop").and().build())
        .create();
  }

  @AfterEach
  void stopKubernetes() {
    client.close();
    kubernetes.close();
  }

  private final class OperatorProcess implements AutoCloseable {

    private final StopSignal stop = new StopSignal();
    private final CompletableFuture<Void> ended;

    OperatorProcess() {
      Settings settings =
          SettingsReader.read(
                  Optional.empty(),
                  Map.of(),
                  Map.of("server.port", "0", "leaderElection.lease", "default/fairway"))
              .settings()
              .orElseThrow();
      OperatorInputs inputs =
          new OperatorInputs(
              "1.2.3",
              settings,
              new SettingsWatch(folder.resolve("none"), Map.of(), Map.of()),
              new KubeconfigAccess(folder.resolve("kubeconfig"), Optional.empty()),
              fabric.backend(settings.cluster().owner()),
              "me-1",
              System::nanoTime,
              InstantSource.system());
      ended = CompletableFuture.runAsync(new Operator(inputs, new ControllerStarter(), stop)::run);
    }

    @Override
    public void close() {
      stop.give();
      Awaitility.await().atMost(RunningOperator.LONGEST).until(ended::isDone);
    }
  }

  private void applyShop(String address) {
    String shop = ScriptedInstance.CART.replace("10.2.0.1", address);
    client
        .load(new ByteArrayInputStream(shop.getBytes(StandardCharsets.UTF_8)))
        .items()
        .forEach(
            object -> client.resource(object).unlock().createOr(existing -> existing.update()));
  }

  private String programmed() {
    return client
        .services()
        .inNamespace("shop")
        .withName("cart")
        .get()
        .getStatus()
        .getConditions()
        .stream()
        .filter(condition -> condition.getType().equals("fairway.dev/Programmed"))
        .map(condition -> condition.getReason() + ": " + condition.getMessage())
        .findFirst()
        .orElse("");
  }

  private void awaitProgrammed(String text) {
    Awaitility.await()
        .atMost(RunningOperator.LONGEST)
        .untilAsserted(() -> assertTrue(programmed().contains(text), this::programmed));
  }

  private void awaitEvent(String reason) {
    Awaitility.await()
        .atMost(RunningOperator.LONGEST)
        .until(
            () ->
                client.events().v1().events().inNamespace("default").list().getItems().stream()
                    .anyMatch(event -> event.getReason().equals(reason)));
  }

  /** By the third the process leads, and has made its first sync a second later. */
  private void awaitReadsOfTheLease(int times) {
    Awaitility.await()
        .atMost(RunningOperator.LONGEST)
        .until(
            () ->
                kubernetes.requests().stream()
                        .filter(request -> request.resource().equals("leases"))
                        .filter(request -> request.name().equals("fairway"))
                        .count()
                    >= times);
  }

  private void awaitOnFabric(String address) {
    Awaitility.await()
        .atMost(RunningOperator.LONGEST)
        .untilAsserted(() -> assertTrue(onFabric().contains(address), this::onFabric));
  }

  private String onFabric() {
    return fabric.rules(new OwnerId("cluster")).toString();
  }

  @Test
  void approve_holdThatIsOver_doesNothingAndIsToldOnTheLease() {
    lease.create(Map.of(LeaseAnnotations.approving("h-00000001"), ALICE.json()));
    try (OperatorProcess operator = new OperatorProcess()) {
      applyShop("10.2.0.1");
      awaitEvent("HoldUnknown");
      awaitOnFabric("10.2.0.1");
    }
  }

  @Test
  void freeze_keepsWhatIsOnTheFabricAlsoOverARestart_andUnfreezeCarriesOutWhatWaited() {
    try (OperatorProcess first = new OperatorProcess()) {
      applyShop("10.2.0.1");
      awaitOnFabric("10.2.0.1");
      String before = onFabric();
      lease.annotate(LeaseAnnotations.freezing(ALICE), "test");
      awaitEvent("Frozen");
      applyShop("10.2.0.7");
      awaitProgrammed("frozen (by alice: work)");
      assertEquals(before, onFabric());
    }
    String before = onFabric();
    applyShop("10.2.0.8");
    kubernetes.forgetRequests();
    try (OperatorProcess second = new OperatorProcess()) {
      awaitReadsOfTheLease(5);
      assertEquals(before, onFabric());
      lease.annotate(LeaseAnnotations.unfreezing(ALICE), "test");
      awaitOnFabric("10.2.0.8");
    }
  }
}
