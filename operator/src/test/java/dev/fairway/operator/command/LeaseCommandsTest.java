package dev.fairway.operator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.operator.lease.Attribution;
import dev.fairway.operator.lease.LeaseAnnotations;
import dev.fairway.operator.lease.LeaseClient;
import dev.fairway.operator.settings.Settings.LeaseName;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fairway freeze}, {@code unfreeze} and {@code approve}, on the Lease of an API server. */
class LeaseCommandsTest {

  private static final String HOLD = "h-1a2b3c4d";

  @TempDir private Path folder;
  private EmbeddedKubernetes kubernetes;
  private KubernetesClient client;
  private LeaseClient lease;

  @BeforeEach
  void startKubernetes() throws IOException {
    kubernetes = EmbeddedKubernetes.start();
    Files.writeString(folder.resolve("kubeconfig"), kubernetes.kubeconfig());
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubernetes.kubeconfig()))
            .build();
    lease = new LeaseClient(client, new LeaseName("default", "fairway"));
    lease.create(Map.of("theirs", "stays"));
  }

  @AfterEach
  void stopKubernetes() {
    client.close();
    kubernetes.close();
  }

  private CommandRun run(String... arguments) {
    Stream<String> where =
        Stream.of(
            "--kubeconfig", folder.resolve("kubeconfig").toString(), "--lease", "default/fairway");
    return CommandRun.of(Stream.concat(Stream.of(arguments), where).toArray(String[]::new));
  }

  private static String done(CommandRun run) {
    assertEquals(ExitCode.NOTHING_TO_DO, run.code(), run::err);
    return run.out().replaceAll("\\s+", " ").replaceAll("20\\d\\d-\\S+?Z", "T").strip();
  }

  private static void assertProblem(String sentence, CommandRun run) {
    assertEquals(ExitCode.ERROR, run.code(), run::out);
    String said = run.err().replaceAll("\\s+", " ");
    assertTrue(said.contains("error: " + sentence), run::err);
    assertFalse(run.err().contains("\tat "), run::err);
  }

  private LeaseAnnotations stored() {
    return LeaseAnnotations.of(lease.find().orElseThrow());
  }

  private boolean wasWrittenBy(String fieldManager) {
    return kubernetes.requests().stream()
        .anyMatch(request -> request.fieldManager().equals(fieldManager));
  }

  @Test
  void freeze_andUnfreeze_areWrittenOnTheLeaseWithWhoAndWhy() {
    assertEquals(
        "Frozen by embedded since T: work on the WAN on Lease default/fairway, which the operator"
            + " reads every second.",
        done(run("freeze", "--reason", "work on the WAN")));
    Attribution who = stored().freeze().orElseThrow();
    assertEquals(Optional.of("embedded"), who.by());
    assertEquals(Optional.of("work on the WAN"), who.reason());
    assertTrue(wasWrittenBy("fairway-freeze"));
    assertEquals(
        "Frozen already, by embedded since T: work on the WAN. Nothing was changed.",
        done(run("freeze", "--reason", "mine")));
    assertEquals(Optional.of(who), stored().freeze());
    assertEquals(
        "Frozen no more. It was frozen by embedded since T: work on the WAN",
        done(run("unfreeze")));
    assertEquals(Optional.empty(), stored().freeze());
    assertEquals(Optional.of("embedded"), stored().unfreeze().orElseThrow().by());
    assertTrue(wasWrittenBy("fairway-unfreeze"));
    assertEquals("Lease default/fairway was not frozen.", done(run("unfreeze")));
    assertEquals("stays", lease.find().orElseThrow().getMetadata().getAnnotations().get("theirs"));
  }

  @Test
  void approve_isWrittenOnTheLeaseOnce() {
    String approved = done(run("approve", HOLD));
    assertTrue(
        approved.startsWith("Asked to approve hold h-1a2b3c4d by embedded at T on Lease"),
        approved);
    Map<String, Attribution> first = stored().approvals();
    assertEquals(Set.of(HOLD), first.keySet());
    assertEquals(
        "Hold h-1a2b3c4d was approved already, by embedded at T. Nothing was changed.",
        done(run("approve", HOLD)));
    assertEquals(first, stored().approvals());
  }

  @Test
  void approve_takesAwayApprovalsThatAreOfNoUse() {
    Instant now = Instant.now();
    lease.annotate(
        Map.of(
            LeaseAnnotations.approving("h-00000001"), approvedAt(now.minusSeconds(100_000)),
            LeaseAnnotations.approving("h-00000002"), approvedAt(now.minusSeconds(1_000)),
            LeaseAnnotations.approving("h-00000003"), Optional.of("by hand")),
        "test");
    done(run("approve", HOLD));
    assertEquals(Set.of("h-00000002", "h-00000003", HOLD), stored().approvals().keySet());
  }

  private static Optional<String> approvedAt(Instant time) {
    return Optional.of(
        new Attribution(Optional.empty(), Optional.of(time), Optional.empty()).json());
  }

  @Test
  void user_whereTheApiServerCannotTell_isTheOneOfTheKubeconfig() {
    kubernetes.faultInjector().deny("create", "selfsubjectreviews");
    assertTrue(done(run("freeze")).startsWith("Frozen by embedded since T on Lease"));
  }

  @Test
  void right_thatIsMissing_isNamedWithTheRoleThatGivesIt() {
    kubernetes.faultInjector().deny("patch", "leases");
    String needs =
        " the Lease default/fairway: bind the Role fairway-approver of operator/deploy/rbac.yaml to"
            + " that user, or another with {apiGroups: [coordination.k8s.io], resources: [leases],"
            + " resourceNames: [fairway], verbs: [get, patch]} in namespace default";
    assertProblem("embedded may not patch" + needs, run("freeze"));
    assertProblem("embedded may not patch" + needs, run("unfreeze"));
    assertProblem("embedded may not patch" + needs, run("approve", HOLD));
    kubernetes.faultInjector().deny("get", "leases");
    assertProblem("embedded may not get" + needs, run("freeze"));
    kubernetes.faultInjector().allow("get", "leases");
    assertEquals(Optional.empty(), stored().freeze());
    assertEquals(Map.of(), stored().approvals());
  }

  @Test
  void lease_thatIsNotThere_isNamedWithWhatToDo() {
    client.leases().inNamespace("default").withName("fairway").delete();
    String sentence =
        "there is no Lease default/fairway in the cluster at "
            + kubernetes.url()
            + "/: 'fairway run' makes it when it starts there; where its leaderElection.lease is"
            + " another, say which with --lease NAMESPACE/NAME";
    assertProblem(sentence, run("freeze"));
    assertProblem(sentence, run("approve", HOLD));
  }

  @Test
  void lease_ofTheOperatorsSettings_isTaken() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("fairway.yaml"), "leaderElection: {lease: default/fairway}\n");
    done(
        CommandRun.of(
            "freeze",
            "--config",
            config.toString(),
            "--kubeconfig",
            folder.resolve("kubeconfig").toString()));
    assertTrue(stored().freeze().isPresent());
  }

  @Test
  void arguments_thatAreWrong_areNamed() {
    assertProblem(
        "'h-123' is not a HOLD-ID: h- and 8 of 0-9 and a-f, as in h-1a2b3c4d",
        run("approve", "h-123"));
    assertProblem(
        "--reason takes a text of 1 to 200 characters, and this one has 0",
        run("freeze", "--reason", " "));
    assertProblem(
        "setting leaderElection.lease: flag --leader-election-lease 'fairway' is not a namespace"
            + " and a name",
        CommandRun.of("unfreeze", "--lease", "fairway"));
    assertProblem(
        "this process is no pod of a cluster (KUBERNETES_SERVICE_HOST is not set)",
        CommandRun.of("freeze"));
    assertEquals(ExitCode.ERROR, CommandRun.of("approve").code());
  }

  @Test
  void apiServer_thatIsAway_isNamed() {
    kubernetes.goAway();
    assertProblem(
        "the API server at " + kubernetes.url() + "/ does not answer: the connection is refused",
        run("freeze"));
  }
}
