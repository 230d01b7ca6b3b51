package dev.fairway.operator.run;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.settings.Settings;
import dev.fairway.operator.settings.SettingsReader;
import io.fabric8.kubernetes.client.Config;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that are where they belong and still cannot be used. Nothing is sent. */
class ApiServerPreflightTest {

  @TempDir private Path folder;

  private String problem(Consumer<Config> credentials) {
    Path file = folder.resolve("fairway.yaml");
    RunningOperator.write(file, "cluster: {name: shop-eu}\n");
    Settings settings =
        SettingsReader.read(Optional.of(file), Map.of(), Map.of()).settings().orElseThrow();
    ClusterAccess cluster =
        () -> {
          Config config = Config.empty();
          config.setMasterUrl("https://127.0.0.1:1/");
          credentials.accept(config);
          return config;
        };
    OperatorHealth health =
        new OperatorHealth(
            new LatestSync(System::nanoTime),
            new SettingsWatch(file, Map.of(), Map.of()),
            System::nanoTime);
    ApiServerPreflight preflight =
        new ApiServerPreflight(cluster, settings, health, System::nanoTime);
    return assertThrows(StartException.class, () -> preflight.passes(new StopSignal())).problem();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void clientCertificate_thatIsNone_isAMistakeOfTheUsers() {
    assertEquals(
        "the certificates for the API server at https://127.0.0.1:1/ cannot be used: the"
            + " authority's, our own and its key must be PEM, and the last two belong together",
        problem(
            config -> {
              config.setClientCertData(base64("hunter2"));
              config.setClientKeyData(base64("hunter2"));
            }));
  }

  @Test
  void token_thatNoHeaderCanHold_isAMistakeOfTheUsers() {
    assertEquals(
        "the token for the API server at https://127.0.0.1:1/ cannot be sent: it must be one line"
            + " of ASCII characters",
        problem(config -> config.setOauthToken("hünter2\n")));
  }

  /** The result of a preflight that is under way. */
  private Future<Boolean> start(EmbeddedKubernetes kubernetes, OperatorHealth health) {
    Path file = folder.resolve("fairway.yaml");
    RunningOperator.write(file, "cluster: {name: shop-eu}\n");
    Settings settings =
        SettingsReader.read(Optional.of(file), Map.of(), Map.of()).settings().orElseThrow();
    ApiServerPreflight preflight =
        new ApiServerPreflight(
            () -> Config.fromKubeconfig(kubernetes.kubeconfig()), settings, health, () -> 0);
    return CompletableFuture.supplyAsync(() -> preflight.passes(new StopSignal()));
  }

  private static OperatorHealth health() {
    return new OperatorHealth(
        new LatestSync(System::nanoTime),
        new SettingsWatch(Path.of("none"), Map.of(), Map.of()),
        System::nanoTime);
  }

  private static void awaitWaiting(OperatorHealth health, String text) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> health.ready().toString(), lines -> lines.contains(text));
  }

  @Test
  void denial_ofAServerThatIsNotReady_isWaitedOut() throws Exception {
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start()) {
      kubernetes.faultInjector().failChecks("poststarthook/rbac/bootstrap-roles");
      kubernetes.faultInjector().deny("list", "nodes");
      OperatorHealth health = health();
      Future<Boolean> passes = start(kubernetes, health);
      awaitWaiting(health, "may not list nodes");
      kubernetes.faultInjector().deny("create", "*");
      awaitWaiting(health, "refuses to answer (HTTP 403)");
      assertFalse(passes.isDone());

      kubernetes.faultInjector().allow("create", "*");
      kubernetes.faultInjector().allow("list", "nodes");

      assertTrue(passes.get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void denial_afterTheServerSaidThatItIsReady_isBelieved() {
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start()) {
      kubernetes.faultInjector().deny("list", "nodes");
      Future<Boolean> passes = start(kubernetes, health());

      ExecutionException ended =
          assertThrows(ExecutionException.class, () -> passes.get(20, TimeUnit.SECONDS));

      assertTrue(
          ((StartException) ended.getCause())
              .problem()
              .startsWith("this process may not list nodes: its ClusterRole needs"));
    }
  }
}
