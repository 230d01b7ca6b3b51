package dev.fairway.operator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.operator.instance.ScriptedInstance;
import dev.fairway.operator.lease.Attribution;
import dev.fairway.operator.lease.LeaseAnnotations;
import dev.fairway.operator.lease.LeaseClient;
import dev.fairway.operator.settings.Settings;
import dev.fairway.operator.settings.Settings.LeaseName;
import dev.fairway.operator.settings.SettingsReader;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people write on the Lease of an API server, and what an operator does. */
class LeaseWatchTest {

  private static final String SETTINGS = "leaderElection: {lease: default/fairway}\n";
  private static final Attribution ALICE =
      new Attribution(
          Optional.of("alice"),
          Optional.of(Instant.parse("2026-11-29T20:00:00Z")),
          Optional.of("work"));
  private static final String BY_ALICE = "by alice since 2026-11-29T20:00:00Z: work";

  @TempDir private Path folder;
  private final AtomicReference<Instant> time =
      new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));
  private EmbeddedKubernetes kubernetes;
  private KubernetesClient client;
  private LeaseClient lease;

  @BeforeEach
  void startKubernetes() {
    kubernetes = EmbeddedKubernetes.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubernetes.kubeconfig()))
            .build();
    lease = new LeaseClient(client, new LeaseName("default", "fairway"));
  }

  @AfterEach
  void stopKubernetes() {
    client.close();
    kubernetes.close();
  }

  private RunningOperator start(String more) {
    return RunningOperator.over(folder, kubernetes, more, time::get);
  }

  private static void awaitSaid(ScriptedInstance fairway, String... words) {
    Awaitility.await()
        .atMost(RunningOperator.LONGEST)
        .untilAsserted(() -> assertEquals(List.of(words), fairway.said()));
  }

  private void freeze() {
    lease.annotate(LeaseAnnotations.freezing(ALICE), "test");
  }

  private void unfreeze(String who) {
    Attribution bob = new Attribution(Optional.of(who), ALICE.at(), Optional.empty());
    lease.annotate(LeaseAnnotations.unfreezing(bob), "test");
  }

  private void awaitEvents(String... notes) {
    Awaitility.await()
        .atMost(RunningOperator.LONGEST)
        .untilAsserted(
            () ->
                assertEquals(
                    List.of(notes),
                    client.events().v1().events().inNamespace("default").list().getItems().stream()
                        .filter(event -> event.getRegarding().getKind().equals("Lease"))
                        .map(LeaseWatchTest::text)
                        .sorted()
                        .collect(Collectors.toList())));
  }

  private static String text(Event event) {
    return event.getRegarding().getName() + " " + event.getReason() + ": " + event.getNote();
  }

  @Test
  void lease_whereNoElectionIsHeld_isCreatedAndFollowed() {
    try (RunningOperator operator = start(SETTINGS)) {
      ScriptedInstance fairway = operator.awaitFairway();
      operator.awaitReady("freeze: ok");
      assertTrue(lease.find().isPresent());
      freeze();
      awaitSaid(fairway, "lead", "freeze " + BY_ALICE);
      operator.awaitReady("freeze: ok, frozen: " + BY_ALICE);
      assertTrue(operator.get("/metrics").body().contains("fairway_freeze_remaining_seconds +Inf"));
      unfreeze("bob");
      awaitSaid(fairway, "lead", "freeze " + BY_ALICE, "unfreeze");
      operator.awaitReady("freeze: ok");
      assertTrue(
          operator.log().contains("frozen no more: unfrozen by bob at 2026-11-29T20:00:00Z"),
          operator::log);
      awaitEvents(
          "fairway Frozen: nothing is written to the fabric: frozen " + BY_ALICE,
          "fairway Unfrozen: the fabric is frozen no more: unfrozen by bob at"
              + " 2026-11-29T20:00:00Z");
    }
  }

  @Test
  void freeze_beforeTheStart_isKnownBeforeTheFirstWrite() {
    lease.create(Map.of());
    freeze();
    try (RunningOperator operator = start(SETTINGS)) {
      awaitSaid(operator.awaitFairway(), "freeze " + BY_ALICE, "lead");
    }
    try (RunningOperator again = start(SETTINGS)) {
      awaitSaid(again.awaitFairway(), "freeze " + BY_ALICE, "lead");
    }
  }

  @Test
  void freeze_underAnElection_isKnownToThoseThatStandByToo() {
    String more =
        "leaderElection: {enabled: true, lease: default/fairway, duration: 3s, renew: 2s, retry:"
            + " 200ms}\n";
    lease.create(Map.of("fairway.dev/freeze", "by hand"));
    try (RunningOperator operator = start(more)) {
      String why = "by a user who is not named: by hand";
      awaitSaid(operator.awaitFairway(), "freeze " + why, "lead");
      operator.awaitReady("leader: ok, this process leads");
      assertEquals(
          "by hand",
          lease.find().orElseThrow().getMetadata().getAnnotations().get("fairway.dev/freeze"),
          "the elector leaves it there");
      client.leases().inNamespace("default").withName("fairway").delete();
      Awaitility.await()
          .atMost(RunningOperator.LONGEST)
          .until(
              () ->
                  lease
                      .find()
                      .map(LeaseAnnotations::of)
                      .flatMap(LeaseAnnotations::freeze)
                      .isPresent());
      operator.awaitReady("freeze: ok, frozen: " + why);
      assertFalse(operator.fairway.get().said().contains("unfreeze"));
    }
  }

  @Test
  void freeze_leaseThatIsDeleted_staysAndIsAnnotatedAgain() {
    try (RunningOperator operator = start(SETTINGS)) {
      ScriptedInstance fairway = operator.awaitFairway();
      operator.awaitReady("freeze: ok");
      freeze();
      awaitSaid(fairway, "lead", "freeze " + BY_ALICE);
      client.leases().inNamespace("default").withName("fairway").delete();
      Awaitility.await()
          .atMost(RunningOperator.LONGEST)
          .until(
              () ->
                  lease
                      .find()
                      .map(LeaseAnnotations::of)
                      .flatMap(LeaseAnnotations::freeze)
                      .equals(Optional.of(ALICE)));
      assertEquals(List.of("lead", "freeze " + BY_ALICE), fairway.said());
      unfreeze("bob");
      awaitSaid(fairway, "lead", "freeze " + BY_ALICE, "unfreeze");
    }
  }

  @Test
  void freeze_apiServerThatIsAway_stays() {
    lease.create(Map.of());
    freeze();
    try (RunningOperator operator = start(SETTINGS)) {
      ScriptedInstance fairway = operator.awaitFairway();
      kubernetes.faultInjector().answer("get", "leases", 1_000, 503);
      operator.awaitReady(
          "freeze: ok, frozen: "
              + BY_ALICE
              + "; Lease default/fairway: "
              + kubernetes.url()
              + "/ refuses to answer (HTTP 503); until then freeze, unfreeze and approve are not seen");
      assertEquals(List.of("freeze " + BY_ALICE, "lead"), fairway.said());
      kubernetes.faultInjector().clear();
      unfreeze("bob");
      awaitSaid(fairway, "freeze " + BY_ALICE, "lead", "unfreeze");
    }
  }

  @Test
  void lease_thatCannotBeReadAtTheStart_isWaitedForBeforeAnythingIsWritten() {
    kubernetes.faultInjector().answer("get", "leases", 1_000, 503);
    lease.create(Map.of("fairway.dev/freeze", "x"));
    try (RunningOperator operator = start(SETTINGS)) {
      operator.awaitReady(
          "kubernetes: Lease default/fairway: "
              + kubernetes.url()
              + "/ refuses to answer (HTTP 503); it tells whether the fabric is frozen");
      assertNull(operator.fairway.get());
      kubernetes.faultInjector().clear();
      awaitSaid(operator.awaitFairway(), "freeze by a user who is not named: x", "lead");
    }
  }

  @Test
  void lease_thatCannotBeReadBeforeItLeads_freezesUntilItCan() {
    lease.create(Map.of());
    Settings settings =
        SettingsReader.read(
                Optional.empty(), Map.of(), Map.of("leaderElection.lease", "default/fairway"))
            .settings()
            .orElseThrow();
    KubernetesClient own =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubernetes.kubeconfig()))
            .build();
    own.getConfiguration().setRequestRetryBackoffLimit(0);
    try (ScriptedInstance fairway = new ScriptedInstance();
        LeaseWatch watch = new LeaseWatch(own, settings, true, "me-1", time::get)) {
      watch.follow(fairway);
      kubernetes.goAway();
      watch.beforeLeading(fairway).lead();
      String why =
          "freeze the Lease default/fairway could not be read when this process began to lead";
      assertEquals(List.of(why, "lead"), fairway.said());
      kubernetes.comeBack();
      awaitSaid(fairway, why, "lead", "unfreeze");
    }
  }

  @Test
  void lease_thatMayNotBeRead_isToldAndRunWithout() {
    kubernetes.faultInjector().deny("get", "leases");
    try (RunningOperator operator = start(SETTINGS)) {
      awaitSaid(operator.awaitFairway(), "lead");
      operator.awaitReady(
          "rights: ok, but it may not get leases.coordination.k8s.io fairway in namespace default");
      assertTrue(
          operator
              .get("/readyz")
              .body()
              .contains("freeze: ok, Lease default/fairway: this process"),
          () -> operator.get("/readyz").body());
      kubernetes.faultInjector().allow("get", "leases");
      operator.awaitReady("freeze: ok");
    }
  }

  @Test
  void lease_thatMayNotBeCreated_isToldWithTheRule() {
    kubernetes.faultInjector().deny("create", "leases");
    try (RunningOperator operator = start(SETTINGS)) {
      awaitSaid(operator.awaitFairway(), "lead");
      operator.awaitReady(
          "freeze: ok, Lease default/fairway: this process may not get, create or patch"
              + " leases.coordination.k8s.io in namespace default: its Role there needs {apiGroups:"
              + " [\"coordination.k8s.io\"], resources: [leases], verbs: [get, create, patch]};"
              + " until then freeze, unfreeze and approve are not seen");
      kubernetes.faultInjector().allow("create", "leases");
      lease.create(Map.of("fairway.dev/freeze", "x"));
      awaitSaid(operator.fairway.get(), "lead", "freeze by a user who is not named: x");
    }
  }

  @Test
  void approval_isHandedOnOnceForEachHold() {
    lease.create(Map.of("approve.fairway.dev/h-00000001", ALICE.json()));
    try (RunningOperator operator = start(SETTINGS)) {
      ScriptedInstance fairway = operator.awaitFairway();
      awaitSaid(fairway, "lead", "approve h-00000001 alice");
      lease.annotate(
          Map.of(
              "approve.fairway.dev/h-00000001", Optional.of("{\"by\":\"mallory\"}"),
              "approve.fairway.dev/h-00000002", Optional.of("mine"),
              "approve.fairway.dev/everything", Optional.of("mine")),
          "test");
      awaitSaid(
          fairway,
          "lead",
          "approve h-00000001 alice",
          "approve h-00000002 a user who is not named");
      awaitEvents(
          "fairway HoldUnknown: annotation approve.fairway.dev/everything on Lease default/fairway"
              + " names no hold: a HOLD-ID is h- and 8 of 0-9 and a-f");
    }
  }

  @Test
  void window_opensAndClosesByTheWallClock_whateverItDoes() {
    String more = SETTINGS + "freeze: [{from: 22:00, to: 06:00, days: [sun]}]\n";
    String why = "maintenance window sun 22:00-06:00 UTC, until 2026-11-30T06:00:00Z";
    try (RunningOperator operator = start(more)) {
      ScriptedInstance fairway = operator.awaitFairway();
      awaitSaid(fairway, "lead");
      time.set(Instant.parse("2026-11-29T22:00:00Z"));
      awaitSaid(fairway, "lead", "freeze " + why);
      operator.awaitReady("freeze: ok, frozen: " + why);
      assertTrue(
          operator.get("/metrics").body().contains("fairway_freeze_remaining_seconds 28800.0"));
      freeze();
      awaitSaid(fairway, "lead", "freeze " + why, "freeze " + BY_ALICE + "; and " + why);
      time.set(Instant.parse("2026-12-05T12:00:00Z"));
      awaitSaid(
          fairway,
          "lead",
          "freeze " + why,
          "freeze " + BY_ALICE + "; and " + why,
          "freeze " + BY_ALICE);
      unfreeze("bob");
      Awaitility.await()
          .atMost(RunningOperator.LONGEST)
          .until(() -> fairway.said().get(fairway.said().size() - 1).equals("unfreeze"));
      time.set(Instant.parse("2026-11-30T05:59:59Z"));
      Awaitility.await()
          .atMost(RunningOperator.LONGEST)
          .until(() -> fairway.said().get(fairway.said().size() - 1).equals("freeze " + why));
    }
  }

  @Test
  void window_thatIsOpenAtTheStart_isKnownBeforeTheFirstWrite() {
    time.set(Instant.parse("2026-11-29T23:00:00Z"));
    try (RunningOperator operator = start(SETTINGS + "freeze: 22:00-06:00\n")) {
      awaitSaid(
          operator.awaitFairway(),
          "freeze maintenance window 22:00-06:00 UTC, until 2026-11-30T06:00:00Z",
          "lead");
    }
  }
}
