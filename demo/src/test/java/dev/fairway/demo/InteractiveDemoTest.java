package dev.fairway.demo;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.operator.command.Console;
import dev.fairway.operator.run.StopSignal;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo that stays up, used as a person would who has no terminal. */
class InteractiveDemoTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final StringWriter text = new StringWriter();
  private final CountDownLatch enter = new CountDownLatch(1);
  private CompletableFuture<Integer> demo;
  private Path kubeconfig;
  private KubernetesClient client;

  @BeforeEach
  void start() {
    demo =
        CompletableFuture.supplyAsync(
            () ->
                new Demo(
                        DemoWan::mock,
                        List.of(),
                        new Console(
                            keyboard(),
                            new PrintWriter(text),
                            new PrintWriter(text),
                            Map.of(),
                            false),
                        () -> 0,
                        Optional.of(StopSignal::new))
                    .run());
    awaitText(said -> said.contains("Enter or Ctrl-C ends it."));
    kubeconfig = Path.of(found("export KUBECONFIG=(\\S+)"));
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
            .build();
  }

  @AfterEach
  void end() throws Exception {
    client.close();
    enter.countDown();
    assertEquals(0, demo.get(LONG.toSeconds(), TimeUnit.SECONDS));
  }

  /** One on which somebody types Enter, once. */
  private InputStream keyboard() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        try {
          enter.await();
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException();
        }
        return '\n';
      }
    };
  }

  private void awaitText(Predicate<String> wanted) {
    await().atMost(LONG).until(text::toString, wanted::test);
  }

  private String found(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text.toString());
    assertTrue(matcher.find(), text::toString);
    return matcher.group(1);
  }

  private String last() {
    String said = text.toString();
    return said.substring(said.indexOf("Enter or Ctrl-C ends it."));
  }

  private void annotate() {
    client
        .services()
        .inNamespace("default")
        .withName("business")
        .edit(
            service -> {
              service.getMetadata().getAnnotations().put("fairway.dev/tunnel", "mpls");
              return service;
            });
  }

  @Test
  void annotate_byHand_isActedUponAndToldWithItsConditions() {
    annotate();
    awaitText(said -> last().contains("Programmed True"));
    assertTrue(last().contains("default/business asks anew"), this::last);
    assertTrue(last().contains("+ install 2 rules"), this::last);
  }

  @Test
  void deletePod_byHand_isReplacedInEverySliceAndInTheRules() {
    annotate();
    awaitText(said -> last().contains("Programmed True"));
    Pod pod =
        client.pods().inNamespace("default").withLabel("app", "business").list().getItems().get(0);
    client.resource(pod).delete();
    awaitText(said -> last().contains("~ replace 2 rules"));
    assertTrue(last().contains("default/business has other pods"), this::last);
    List<String> names =
        client.pods().inNamespace("default").withLabel("app", "business").list().getItems().stream()
            .map(found -> found.getMetadata().getName())
            .toList();
    assertEquals(2, names.size());
    assertFalse(names.contains(pod.getMetadata().getName()));
  }

  @Test
  void server_afterTheStory_answersWhatWasAskedByHand() throws Exception {
    URI server = URI.create(found("operator at (\\S+),"));
    annotate();
    awaitText(said -> last().contains("Programmed True"));
    assertTrue(
        get(server.resolve("/explain?service=default/business")).contains("\"valid\""), "explain");
    assertTrue(
        get(server.resolve("/trace?from=site:100&to=default/business")).contains("\"mpls\""),
        "trace");
    assertTrue(get(server.resolve("/readyz")).contains("kubernetes: ok"), "readyz");
    assertTrue(get(server.resolve("/metrics")).contains("fairway_"), "metrics");
  }

  private static String get(URI page) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void end_enter_takesEverythingAlong() throws Exception {
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        (Set<PosixFilePermission>) Files.getPosixFilePermissions(kubeconfig));
    URI api = URI.create(found("API listens at (\\S+),"));
    enter.countDown();
    assertEquals(0, demo.get(LONG.toSeconds(), TimeUnit.SECONDS));
    assertFalse(Files.exists(kubeconfig));
    assertThrows(IOException.class, () -> new Socket(api.getHost(), api.getPort()).close());
    assertTrue(text.toString().endsWith("Ended.\n"), this::last);
  }
}
