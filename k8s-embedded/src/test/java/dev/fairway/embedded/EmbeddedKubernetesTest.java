package dev.fairway.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.faultinjection.HeldRequests;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletionException;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the API of this module is beside what every API server is. */
@Timeout(60)
class EmbeddedKubernetesTest {

  private static final String SERVICES = "/api/v1/namespaces/default/services";

  private static RawApi api(EmbeddedKubernetes kubernetes) {
    return RawApi.of(Config.fromKubeconfig(kubernetes.kubeconfig()));
  }

  @Test
  void bearerToken_isAskedFor() {
    try (EmbeddedKubernetes kubernetes =
        EmbeddedKubernetes.builder().bearerToken("let-me-in").start()) {
      api(kubernetes).get("/version").expect(200);
      String url = kubernetes.url().toString();
      Config stranger =
          new ConfigBuilder(Config.empty()).withMasterUrl(url).withOauthToken("guess").build();
      RawApi.of(stranger).get("/version").refused(401, "Unauthorized");
      RawApi.of(new ConfigBuilder(Config.empty()).withMasterUrl(url).build())
          .get(SERVICES)
          .refused(401, "Unauthorized");
    }
  }

  @Test
  void https_isTrustedByWhoeverReadsTheKubeconfig() {
    HeldCertificate own =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    HandshakeCertificates server = new HandshakeCertificates.Builder().heldCertificate(own).build();
    try (EmbeddedKubernetes kubernetes =
        EmbeddedKubernetes.builder().https(server.sslContext(), own.certificatePem()).start()) {
      assertEquals("https", kubernetes.url().getScheme());
      api(kubernetes).get("/version").expect(200);
      Config stranger =
          new ConfigBuilder(Config.empty()).withMasterUrl(kubernetes.url().toString()).build();
      RawApi distrustful = RawApi.of(stranger);
      assertThrows(UncheckedIOException.class, () -> distrustful.get("/version"));
    }
  }

  @Test
  void clock_givesTheTimes() {
    Instant then = Instant.parse("2026-03-01T12:00:00Z");
    try (EmbeddedKubernetes kubernetes =
        EmbeddedKubernetes.builder().clock(Clock.fixed(then, ZoneOffset.UTC)).start()) {
      RawResponse space = api(kubernetes).get("/api/v1/namespaces/default").expect(200);
      assertEquals("2026-03-01T12:00:00Z", space.text("/metadata/creationTimestamp"));
    }
  }

  @Test
  void whatIsNotOffered_isRefusedPlainly() {
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start()) {
      RawApi api = api(kubernetes);
      says(api.get(SERVICES + "?odd=1"), 400, "does not know the parameter 'odd'");
      says(
          api.apply(
              "/api/v1/namespaces/default/pods/p",
              "one",
              "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p'}}"),
          501,
          "does not apply objects of the kind Pod");
      says(
          api.send("PATCH", SERVICES + "/a?fieldManager=x", PatchTypes.APPLY, "kind: Service"),
          400,
          "reads JSON only");
      says(api.get("/api/v1/watch/services"), 501, "does not know the path /watch/");
      says(
          api.send("POST", SERVICES, "application/vnd.kubernetes.protobuf", "x"),
          415,
          "send application/json");
      says(
          api.get(SERVICES + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"),
          422,
          "does not stream lists");
    }
  }

  private static void says(RawResponse answer, int code, String words) {
    assertTrue(answer.expect(code).text("/message").contains(words), answer.text("/message"));
  }

  @Test
  void discovery_namesEveryKind() {
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start()) {
      RawApi api = api(kubernetes);
      assertEquals("35", api.get("/version").expect(200).text("/minor"));
      assertEquals(
          List.of(
              "discovery.k8s.io",
              "events.k8s.io",
              "coordination.k8s.io",
              "authorization.k8s.io",
              "authentication.k8s.io"),
          api.get("/apis").expect(200).each("/groups", "/name"));
      assertEquals(
          List.of(
              "namespaces",
              "namespaces/status",
              "nodes",
              "nodes/status",
              "pods",
              "pods/status",
              "services",
              "services/status",
              "events"),
          api.get("/api/v1").expect(200).each("/resources", "/name"));
      assertEquals("v1", api.get("/api").expect(200).text("/versions/0"));
      api.get("/readyz").expect(200);
    }
  }

  @Test
  void thousandChanges_reachAWatchEachOnceAndInOrder() {
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start()) {
      RawApi api = api(kubernetes);
      try (WatchEventReader lines = api.watch(SERVICES + "?watch=1")) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
          String name = "s" + i;
          api.post(SERVICES, "{'metadata':{'name':'" + name + "'},'spec':{'ports':[{'port':80}]}}")
              .expect(201);
          expected.add("ADDED " + name);
        }
        assertEquals(expected, lines.next(1000, ""));
      }
      RawResponse all = api.get(SERVICES).expect(200);
      assertEquals(1000, new HashSet<>(all.each("/items", "/spec/clusterIP")).size());
    }
  }

  @Test
  void upgradeToHttp2_isLeftUnansweredAndToWebsocketsRefused()
      throws IOException, InterruptedException {
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(kubernetes.url() + SERVICES)).build();
      HttpClient willing = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
      assertEquals(200, willing.send(request, BodyHandlers.ofString()).statusCode());
      URI watch = URI.create("ws://127.0.0.1:" + kubernetes.url().getPort() + SERVICES);
      CompletionException refused =
          assertThrows(
              CompletionException.class,
              () ->
                  willing
                      .newWebSocketBuilder()
                      .buildAsync(watch, new WebSocket.Listener() {})
                      .join());
      WebSocketHandshakeException why =
          assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
      assertEquals(400, why.getResponse().statusCode());
    }
  }

  /** Who is held when the server closes is cut off, or just answered. */
  private static void askWhateverComes(RawApi api) {
    try {
      api.get(SERVICES + "/a");
    } catch (UncheckedIOException cutOff) {
      return;
    }
  }

  @Test
  void close_endsItsThreads() {
    EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start();
    HeldRequests held = kubernetes.faultInjector().hold("get", "services");
    RawApi api = api(kubernetes);
    try (WatchEventReader watch = api.watch(SERVICES + "?watch=1")) {
      Thread asking = new Thread(() -> askWhateverComes(api));
      asking.start();
      assertTrue(held.await(1, Duration.ofSeconds(10)));
      kubernetes.close();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  Thread.getAllStackTraces().keySet().stream()
                      .noneMatch(thread -> thread.getName().startsWith("embedded-kubernetes-")));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
