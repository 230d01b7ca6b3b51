package dev.fairway.operator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.operator.instance.ScriptedInstance;
import dev.fairway.operator.server.HttpResult;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code fairway run} as a shell sees it; the last test starts a process of its own. */
class RunCommandTest {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private String write(String file, String text) throws IOException {
    return Files.writeString(folder.resolve(file), text).toString();
  }

  private String settings(String more) throws IOException {
    write("fabric.yaml", ShopManifests.FABRIC);
    return write(
        "fairway.yaml",
        "cluster: {name: shop-eu}\nbackend: {name: mock, settings: {fabric: fabric.yaml}}\n"
            + more);
  }

  private static void assertProblem(String sentence, CommandRun run) {
    assertEquals(ExitCode.ERROR, run.code(), run::err);
    String said = run.err().replaceAll("\\s+", " ");
    assertTrue(said.contains("error: " + sentence), run::err);
    assertFalse(run.err().contains("\tat "), run::err);
  }

  @Test
  void run_withoutSettings_isNoCommand() {
    CommandRun run = CommandRun.of("run");
    assertEquals(ExitCode.ERROR, run.code());
    assertTrue(run.err().contains("Missing required option: '--config=FILE'"), run::err);
  }

  @Test
  void run_settingsThatAreWrong_namesThem() throws IOException {
    assertProblem(
        "file " + folder.resolve("fairway.yaml") + ": line 3, column",
        CommandRun.of("run", "--config", settings("sync: {mode: snyc}\n")));
  }

  @Test
  void run_notInAPodAndNoKubeconfig_saysWhatToSay() throws IOException {
    assertProblem(
        "this process is no pod of a cluster (KUBERNETES_SERVICE_HOST is not set): say which"
            + " cluster is meant with --kubeconfig FILE",
        CommandRun.of("run", "--config", settings("")));
  }

  @Test
  void run_contextWithoutKubeconfig_isRefused() throws IOException {
    assertProblem(
        "--context names a context of a kubeconfig",
        CommandRun.of("run", "--config", settings(""), "--context", "shop"));
  }

  @Test
  void run_kubeconfigThatIsNotThere_isNamed() throws IOException {
    Path missing = folder.resolve("missing");
    assertProblem(
        "kubeconfig " + missing + ": there is no such file",
        CommandRun.of("run", "--config", settings(""), "--kubeconfig", missing.toString()));
  }

  @Test
  void run_backendThatIsNone_isNamedLikeEverywhere() throws IOException {
    assertProblem(
        "setting backend.name: 'mok' is not a backend",
        CommandRun.of(
            "run",
            "--config",
            settings(""),
            "--kubeconfig",
            write("kubeconfig", ""),
            "--backend-name",
            "mok"));
  }

  @Test
  void run_electionThatNobodyCouldWin_isRefused() throws IOException {
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start()) {
      assertProblem(
          "leaderElection.renew must be more than 2.2 times leaderElection.retry",
          CommandRun.of(
              "run",
              "--config",
              settings("leaderElection: {enabled: true, renew: 3s}\n"),
              "--kubeconfig",
              write("kubeconfig", kubernetes.kubeconfig())));
    }
  }

  @Test
  void run_rightsThatAreMissing_areNamedAndEndIt() throws IOException {
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start()) {
      kubernetes.faultInjector().deny("list", "nodes");
      assertProblem(
          "this process may not list nodes: its ClusterRole needs {apiGroups: [\"\"], resources:"
              + " [nodes], verbs: [list]}",
          CommandRun.of(
              "run",
              "--config",
              settings("server: {port: 0}\n"),
              "--kubeconfig",
              write("kubeconfig", kubernetes.kubeconfig())));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void process_fromAnnotationToFabricToSigterm_endsWithCodeZero() throws Exception {
    try (EmbeddedKubernetes kubernetes =
            EmbeddedKubernetes.builder().bearerToken("hunter2").start();
        KubernetesClient client =
            new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubernetes.kubeconfig()))
                .build()) {
      client
          .resource(new NamespaceBuilder().withNewMetadata().withName("shop").and().build())
          .create();
      client
          .load(new java.io.ByteArrayInputStream(ScriptedInstance.CART.getBytes()))
          .items()
          .forEach(object -> client.resource(object).create());
      int port = freePort();
      Process process = start(port, write("kubeconfig", kubernetes.kubeconfig()));
      try {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        awaitReady(server, process);
        String url = "http://127.0.0.1:" + port;
        CommandRun trace = CommandRun.of("trace", "site:100", "shop/cart", "--server", url);
        assertTrue(trace.out().contains("the fabric sends it over mpls"), trace::out);
        CommandRun explain = CommandRun.of("explain", "shop/cart", "--server", url);
        assertTrue(explain.out().contains("Programmed True Programmed"), explain::out);
        assertTrue(HttpResult.get(server, "/metrics").body().contains("fairway_rules 2.0"));
        process.destroy();
        assertTrue(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS), "it does not end");
        assertEquals(0, process.exitValue(), this::errors);
        assertFalse(errors().contains("hunter2"), this::errors);
        assertTrue(errors().lines().allMatch(line -> line.startsWith("{\"time\":")), this::errors);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private Process start(int port, String kubeconfig) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:TieredStopAtLevel=1",
                "dev.fairway.operator.Fairway",
                "run",
                "--config",
                settings("log: {format: json}\nserver: {port: " + port + "}\n"),
                "--kubeconfig",
                kubeconfig))
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(new File(folder.toFile(), "err"))
        .start();
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void awaitReady(InetSocketAddress server, Process process) {
    Awaitility.await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .failFast("it ended", () -> !process.isAlive())
        .until(() -> HttpResult.get(server, "/readyz").status() == 200);
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }
}
