package dev.fairway.operator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.operator.instance.ScriptedInstance;
import dev.fairway.operator.settings.Settings.LeaderElectionSection;
import dev.fairway.operator.settings.SettingsReader;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes and one Lease of an API server. */
class LeaseElectionTest {

  @TempDir private Path folder;
  private EmbeddedKubernetes kubernetes;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<LeaseElection> candidates = new ArrayList<>();
  private final LeaderElectionSection settings = settings();

  private static LeaderElectionSection settings() {
    return SettingsReader.read(
            Optional.empty(),
            Map.of(),
            Map.of(
                "leaderElection.enabled", "true",
                "leaderElection.lease", "default/fairway",
                "leaderElection.duration", "3s",
                "leaderElection.renew", "2s",
                "leaderElection.retry", "200ms"))
        .settings()
        .orElseThrow()
        .leaderElection();
  }

  @BeforeEach
  void startKubernetes() {
    kubernetes = EmbeddedKubernetes.start();
    RunningOperator.write(folder.resolve("kubeconfig"), kubernetes.kubeconfig());
  }

  @AfterEach
  void closeAll() throws Exception {
    candidates.forEach(LeaseElection::close);
    for (AutoCloseable client : opened) {
      client.close();
    }
    kubernetes.close();
  }

  private LeaseElection candidate(String name, ScriptedInstance fairway) {
    Config config = new KubeconfigAccess(folder.resolve("kubeconfig"), Optional.empty()).config();
    config.setRequestRetryBackoffLimit(0);
    config.setRequestTimeout(1_000);
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    opened.add(client);
    opened.add(fairway);
    LeaseElection candidate = new LeaseElection(client, settings, name, fairway, System::nanoTime);
    candidates.add(candidate);
    candidate.start();
    return candidate;
  }

  private static void awaitLine(LeaseElection candidate, String line) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertEquals(line, candidate.health().note()));
  }

  @Test
  void first_leads_andTheSecondStandsByUntilItIsReleased() {
    ScriptedInstance one = new ScriptedInstance();
    ScriptedInstance two = new ScriptedInstance();
    LeaseElection first = candidate("first", one);
    awaitLine(first, "this process leads");
    LeaseElection second = candidate("second", two);
    awaitLine(second, "standing by; first leads");
    assertTrue(second.health().ok());
    assertEquals(List.of("lead"), one.said());
    assertEquals(List.of(), two.said());
    first.close();
    awaitLine(second, "this process leads");
    assertEquals(List.of("lead"), two.said());
  }

  @Test
  void leader_thatHearsNothingOfTheApiServer_standsByOfItsOwnAccordAndLeadsAgain() {
    ScriptedInstance one = new ScriptedInstance();
    LeaseElection first = candidate("first", one);
    awaitLine(first, "this process leads");
    kubernetes.goAway();
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !first.leads());
    assertEquals(List.of("lead", "standBy"), one.said());
    assertFalse(first.health().ok());
    kubernetes.comeBack();
    awaitLine(first, "this process leads");
    assertEquals(List.of("lead", "standBy", "lead"), one.said());
  }

  @Test
  void leader_whoseCallHangs_standsByBeforeAnotherMayLead() throws Exception {
    ScriptedInstance one = new ScriptedInstance();
    LeaseElection first = candidate("first", one);
    awaitLine(first, "this process leads");
    var held = kubernetes.faultInjector().hold("patch", "leases");
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !first.leads());
    assertEquals("standBy", one.said().get(1));
    held.release();
    awaitLine(first, "this process leads");
  }

  @Test
  void lease_thatMayNotBeCreated_isToldWithTheLineThatAllowsIt() {
    kubernetes.faultInjector().deny("create", "leases");
    LeaseElection first = candidate("first", new ScriptedInstance());
    awaitLine(
        first,
        "Lease default/fairway: this process may not get, create or patch"
            + " leases.coordination.k8s.io in namespace default: its Role there needs {apiGroups:"
            + " [\"coordination.k8s.io\"], resources: [leases], verbs: [get, create, patch]}");
    assertFalse(first.health().ok());
    kubernetes.faultInjector().allow("create", "leases");
    awaitLine(first, "this process leads");
  }
}
