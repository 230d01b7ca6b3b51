package dev.fairway.operator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.snapshot.Completeness;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.k8s.watch.WatchedResource;
import dev.fairway.operator.document.Json;
import dev.fairway.operator.instance.ScriptedInstance;
import dev.fairway.operator.server.HttpResult;
import dev.fairway.runtime.safety.SafetySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From start to end, over a real API server; only the syncs are made when the test says so. */
class OperatorTest {

  @TempDir private Path folder;
  private EmbeddedKubernetes kubernetes;

  @BeforeEach
  void startKubernetes() {
    kubernetes = EmbeddedKubernetes.start();
  }

  @AfterEach
  void stopKubernetes() {
    kubernetes.close();
  }

  private RunningOperator start() {
    return RunningOperator.over(folder, kubernetes, "leaderElection: {lease: default/fairway}\n");
  }

  @Test
  void start_saysWhatItIsInOneLine() {
    try (RunningOperator operator = start()) {
      operator.awaitFairway();
      assertTrue(
          operator
              .log()
              .contains(
                  "fairway 1.2.3 starts: settings file "
                      + operator.settingsFile
                      + ", cluster shop-eu at "
                      + kubernetes.url()),
          operator::log);
      assertTrue(operator.log().contains("backend mock, mode sync"), operator::log);
    }
  }

  @Test
  void ready_fromTheFirstSyncOn() {
    try (RunningOperator operator = start()) {
      ScriptedInstance fairway = operator.awaitFairway();
      operator.awaitReady("sync: none has ended yet");
      assertEquals(503, operator.get("/readyz").status());
      assertEquals(503, operator.get("/explain?service=shop/cart").status());
      fairway.sync(ScriptedInstance.CART);
      HttpResult ready = operator.get("/readyz");
      assertEquals(200, ready.status(), ready::body);
      assertEquals(
          List.of(
              "process: ok",
              "kubernetes: ok",
              "backend: ok",
              "sync: ok",
              "safety: ok",
              "status: ok",
              "freeze: ok",
              "leader: ok, without an election",
              "rights: ok",
              "settings: ok"),
          ready.body().lines().toList());
      assertEquals(200, operator.get("/healthz").status());
      assertEquals(200, operator.get("/explain?service=shop/cart").status());
      assertTrue(operator.get("/metrics").body().contains("fairway_leader 1"));
    }
  }

  @Test
  void ready_fabricThatDoesNotAnswer_namesTheCallThatFailed() {
    try (RunningOperator operator = start()) {
      ScriptedInstance fairway = operator.awaitFairway();
      fairway.silent(true);
      fairway.sync(ScriptedInstance.CART);
      operator.awaitReady("backend: inventory failed: controller.example does not answer");
      operator.awaitReady("sync: the fabric could not be read");
      assertEquals(503, operator.get("/readyz").status());
      assertEquals(200, operator.get("/healthz").status());
    }
  }

  @Test
  void ready_clusterThatWasNotReadWhole_isNot() {
    try (RunningOperator operator = start()) {
      ScriptedInstance fairway = operator.awaitFairway();
      fairway.sync(ScriptedInstance.CART, Completeness.STALE);
      operator.awaitReady("kubernetes: the cluster was not read whole at the last sync");
      fairway.breaks(WatchedResource.NODES, "forbidden\nreally");
      operator.awaitReady("kubernetes: nodes: forbidden really");
    }
  }

  @Test
  void ready_holds_areNamedAndLeaveItReady() {
    try (RunningOperator operator = start()) {
      ScriptedInstance fairway = operator.awaitFairway();
      fairway.sync(ScriptedInstance.CART);
      String unlisted = ScriptedInstance.CART.split("---", -1)[0];
      fairway.sync(unlisted);
      operator.awaitReady("safety: ok");
      fairway.later(SafetySettings.DEFAULTS.retention());
      fairway.sync(unlisted);
      operator.awaitReady("safety: ok, 1 Service is held: shop/cart");
      HttpResult ready = operator.get("/readyz");
      assertEquals(200, ready.status(), ready::body);
      assertTrue(operator.get("/metrics").body().contains("fairway_services_held 1"));
    }
  }

  @Test
  void alive_loopWhoseThreadEnded_isNot() {
    try (RunningOperator operator = start()) {
      ScriptedInstance fairway = operator.awaitFairway();
      operator.awaitReady("leader: ok, without an election");
      fairway.dies("the loop broke");
      HttpResult alive = operator.get("/healthz");
      assertEquals(500, alive.status());
      assertTrue(alive.body().contains("loop: the loop broke"), alive::body);
    }
  }

  @Test
  void stop_endsTheLoopAndFreesThePort() {
    RunningOperator operator = start();
    ScriptedInstance fairway = operator.awaitFairway();
    operator.awaitReady("leader: ok, without an election");
    operator.close();
    assertEquals("close", fairway.said().get(1), fairway.said()::toString);
    assertTrue(operator.log().endsWith("Operator: ended\n"), operator::log);
  }

  @Test
  void apiServerThatIsAway_isWaitedForAndTold() {
    kubernetes.goAway();
    try (RunningOperator operator = start()) {
      operator.awaitReady(
          "kubernetes: the API server at "
              + kubernetes.url()
              + "/ does not answer: the connection is refused");
      assertEquals(503, operator.get("/readyz").status());
      assertEquals(200, operator.get("/healthz").status());
      assertTrue(
          Json.problem(operator.get("/trace?from=site:100&to=shop/cart").body())
              .problem()
              .contains("/readyz"));
      kubernetes.comeBack();
      operator.awaitFairway();
    }
  }

  @Test
  void apiServerThatIsAway_doesNotKeepItFromStopping() {
    kubernetes.goAway();
    RunningOperator operator = start();
    operator.awaitReady("settings: ok");
    operator.close();
    assertTrue(operator.log().endsWith("Operator: ended\n"), operator::log);
  }

  @Test
  void missingReadRight_isNamedWithTheLineThatGivesIt() {
    kubernetes.faultInjector().deny("watch", "endpointslices");
    try (RunningOperator operator = start()) {
      assertEquals(
          "this process may not watch endpointslices.discovery.k8s.io: its ClusterRole needs"
              + " {apiGroups: [\"discovery.k8s.io\"], resources: [endpointslices], verbs: [watch]}",
          operator.problem());
    }
  }

  @Test
  void missingStatusRight_isWarnedOfAndRunOnWithout() {
    kubernetes.faultInjector().deny("create", "events");
    try (RunningOperator operator = start()) {
      operator.awaitFairway();
      operator.awaitReady("rights: ok, but it may not create events.events.k8s.io");
      assertTrue(
          operator.log().contains("may not create events.events.k8s.io: its ClusterRole needs"),
          operator::log);
    }
  }

  @Test
  void takenPort_isNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RunningOperator operator =
            RunningOperator.over(
                folder, kubernetes, "log: {format: text}\n", taken.getLocalPort())) {
      String problem = operator.problem();
      assertTrue(
          problem.startsWith(
              "cannot listen at address 127.0.0.1, port " + taken.getLocalPort() + ":"),
          problem);
    }
  }

  @Test
  void settingsFileThatChanges_isToldOnceAndNotApplied() throws IOException {
    try (RunningOperator operator = start()) {
      operator.awaitFairway();
      String before = Files.readString(operator.settingsFile);
      Files.writeString(operator.settingsFile, before + "sync: {mode: observe}\n");
      operator.watch.look();
      operator.watch.look();
      operator.awaitReady("settings: ok, changed: takes effect at the next start");
      assertTrue(operator.get("/metrics").body().contains("fairway_settings_changed 1"));
      assertEquals(
          1, operator.log().lines().filter(line -> line.contains("changed: takes")).count());
      Files.writeString(operator.settingsFile, before + "sync: {mode: snyc}\n");
      operator.watch.look();
      String ready = operator.get("/readyz").body();
      assertTrue(ready.contains("which would fail: file "), ready);
      assertTrue(ready.contains("sync.mode 'snyc'"), ready);
      Files.delete(operator.settingsFile);
      operator.watch.look();
      operator.awaitReady("settings: ok, cannot be read any more");
      Files.writeString(operator.settingsFile, before);
      operator.watch.look();
      operator.awaitReady("settings: ok");
      assertFalse(operator.get("/metrics").body().contains("fairway_settings_changed 1"));
    }
  }
}
