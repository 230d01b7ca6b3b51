package dev.fairway.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairway.faultinjection.HeldRequests;
import io.fabric8.kubernetes.client.Config;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What befalls the API of this module when a test says so. */
@Timeout(30)
class ApiFaultInjectorTest {

  private static final String SERVICES = "/api/v1/namespaces/default/services";
  private static final Duration SOON = Duration.ofSeconds(10);

  private final EmbeddedKubernetes kubernetes = EmbeddedKubernetes.builder().history(20).start();
  private final RawApi api = RawApi.of(Config.fromKubeconfig(kubernetes.kubeconfig()));
  private final ApiFaultInjector faultInjector = kubernetes.faultInjector();

  @AfterEach
  void close() {
    kubernetes.close();
  }

  private RawResponse service(String name) {
    return api.post(SERVICES, "{'metadata':{'name':'" + name + "'},'spec':{'ports':[{'port':80}]}}")
        .expect(201);
  }

  private RawResponse label(String name, String value) {
    return api.merge(SERVICES + "/" + name, "{'metadata':{'labels':{'x':'" + value + "'}}}")
        .expect(200);
  }

  private WatchEventReader watch(String version) {
    WatchEventReader lines =
        api.watch(SERVICES + "?watch=1&allowWatchBookmarks=true&resourceVersion=" + version);
    await().atMost(SOON).until(() -> faultInjector.openWatches() > 0);
    return lines;
  }

  @Test
  void cutWatches_breaksTheConnection() {
    try (WatchEventReader lines = watch(service("a").version())) {
      service("b");
      assertEquals(List.of("ADDED b"), lines.next(1, ""));
      faultInjector.cutWatches();
      assertThrows(UncheckedIOException.class, lines::next);
    }
    await().atMost(SOON).until(() -> faultInjector.openWatches() == 0);
  }

  @Test
  void endWatches_endsThemAsATimeoutWould() {
    String version = service("a").version();
    try (WatchEventReader lines = watch(version)) {
      faultInjector.endWatches();
      JsonNode bookmark = lines.next();
      assertEquals("BOOKMARK", bookmark.path("type").asText());
      assertEquals(version, bookmark.at("/object/metadata/resourceVersion").asText());
      assertTrue(lines.next().isMissingNode());
    }
  }

  @Test
  void sendBookmarks_tellsHowFarTheWatchIs() {
    try (WatchEventReader lines = watch(service("a").version())) {
      String version = service("b").version();
      lines.next(1, "");
      faultInjector.sendBookmarks();
      JsonNode bookmark = lines.next();
      assertEquals("BOOKMARK", bookmark.path("type").asText());
      assertEquals(version, bookmark.at("/object/metadata/resourceVersion").asText());
    }
  }

  @Test
  void refuseWatches_answersSoManyAndNoMore() {
    service("a");
    faultInjector.refuseWatches(2);
    String brief = SERVICES + "?watch=1&timeoutSeconds=1";
    api.get(brief).refused(503, "ServiceUnavailable");
    api.get(brief).refused(503, "ServiceUnavailable");
    assertEquals("ADDED", api.get(brief).expect(200).text("/type"));
  }

  @Test
  void expireWatches_tellsThatTheVersionIsTooOld() {
    faultInjector.expireWatches(1);
    String version = service("a").version();
    JsonNode error = api.get(SERVICES + "?watch=1&resourceVersion=" + version).expect(200).body();
    assertEquals("ERROR", error.path("type").asText());
    assertEquals(
        "410 Expired",
        error.at("/object/code").asText() + " " + error.at("/object/reason").asText());
  }

  @Test
  void forgetHistory_makesOldWatchesAndPagesExpire() {
    String old = service("a").version();
    service("b");
    String next = api.get(SERVICES + "?limit=1").expect(200).text("/metadata/continue");
    service("c");
    faultInjector.forgetHistory();
    api.get(SERVICES + "?limit=1&continue=" + next).refused(410, "Expired");
    RawResponse watch = api.get(SERVICES + "?watch=1&resourceVersion=" + old).expect(200);
    assertEquals(410, watch.at("/object/code").asInt());
    String newest = api.get(SERVICES).expect(200).version();
    try (WatchEventReader lines = watch(newest)) {
      service("d");
      assertEquals(List.of("ADDED d"), lines.next(1, ""));
    }
  }

  @Test
  void history_isBounded() {
    String old = service("a").version();
    for (int i = 0; i < 21; i++) {
      label("a", "v" + i);
    }
    RawResponse watch = api.get(SERVICES + "?watch=1&resourceVersion=" + old).expect(200);
    assertEquals(410, watch.at("/object/code").asInt());
    String exact = "?resourceVersionMatch=Exact&resourceVersion=" + old;
    api.get(SERVICES + exact).refused(410, "Expired");
  }

  @Test
  void cutList_breaksTheChosenPage() {
    service("a");
    service("b");
    faultInjector.cutList("services", 2, 100);
    String next = api.get(SERVICES + "?limit=1").expect(200).text("/metadata/continue");
    String second = SERVICES + "?limit=1&continue=" + next;
    assertThrows(UncheckedIOException.class, () -> api.get(second));
    assertEquals(List.of("b"), api.get(second).expect(200).names());
  }

  @Test
  void answer_refusesMatchingRequestsWithoutDoingThem() {
    faultInjector.answer("create", "services", 1, 500);
    faultInjector.throttle("get", "services", 1, 7);
    String body = "{'metadata':{'name':'a'},'spec':{'ports':[{'port':80}]}}";
    api.post(SERVICES, body).refused(500, "InternalError");
    RawResponse throttled = api.get(SERVICES + "/a").refused(429, "TooManyRequests");
    assertEquals(List.of("7"), throttled.headers().get("retry-after"));
    api.get(SERVICES + "/a").refused(404, "NotFound");
    api.post(SERVICES, body).expect(201);
    assertThrows(
        IllegalArgumentException.class, () -> faultInjector.answer("get", "services", 1, 418));
  }

  @Test
  void answer_aSubresource_isAboutItAlone() {
    service("a");
    faultInjector.answer("patch", "services/status", 1, 503);
    label("a", "1");
    api.merge(SERVICES + "/a/status", "{}").refused(503, "ServiceUnavailable");
    api.merge(SERVICES + "/a/status", "{}").expect(200);
  }

  @Test
  void hold_keepsRequestsBackUntilReleased() throws InterruptedException {
    service("a");
    HeldRequests held = faultInjector.hold("get", "services");
    CompletableFuture<RawResponse> answer =
        CompletableFuture.supplyAsync(() -> api.get(SERVICES + "/a"));
    assertTrue(held.await(1, SOON));
    assertFalse(answer.isDone());
    api.get(SERVICES).expect(200);
    held.release();
    assertEquals("a", answer.join().expect(200).text("/metadata/name"));
    api.get(SERVICES + "/a").expect(200);
  }

  @Test
  void resumeEventsOutOfOrder_turnsTheObjectsRound() {
    try (WatchEventReader lines = watch(service("a").version())) {
      faultInjector.pauseEvents("services");
      service("b");
      label("a", "1");
      label("b", "2");
      service("c");
      faultInjector.resumeEventsOutOfOrder("services");
      assertEquals(List.of("ADDED c", "MODIFIED a", "ADDED b", "MODIFIED b"), lines.next(4, ""));
      service("d");
      service("e");
      assertEquals(List.of("ADDED d", "ADDED e"), lines.next(2, ""));
    }
  }

  @Test
  void resumeEvents_tellsWhatGathered() {
    try (WatchEventReader lines = watch(service("a").version())) {
      faultInjector.pauseEvents("services");
      service("b");
      service("c");
      faultInjector.resumeEvents("services");
      assertEquals(List.of("ADDED b", "ADDED c"), lines.next(2, ""));
    }
  }

  @Test
  void duplicateEvents_tellsEverythingTwice() {
    try (WatchEventReader lines = watch(service("a").version())) {
      faultInjector.duplicateEvents("services", true);
      service("b");
      assertEquals(List.of("ADDED b", "ADDED b"), lines.next(2, ""));
      faultInjector.duplicateEvents("services", false);
      service("c");
      service("d");
      assertEquals(List.of("ADDED c", "ADDED d"), lines.next(2, ""));
    }
  }

  @Test
  void goAway_refusesConnectionsUntilItComesBack() {
    service("a");
    String url = kubernetes.url().toString();
    try (WatchEventReader lines = watch(service("b").version())) {
      kubernetes.goAway();
      assertThrows(UncheckedIOException.class, lines::next);
    }
    assertThrows(UncheckedIOException.class, () -> api.get(SERVICES));
    kubernetes.comeBack();
    assertEquals(url, kubernetes.url().toString());
    assertEquals(List.of("a", "b"), api.get(SERVICES).expect(200).names());
  }

  @Test
  void deny_isForbiddenAndSaidInReviews() {
    String review = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    String asked =
        "{'spec':{'resourceAttributes':{'verb':'patch','resource':'services','subresource':'status'}}}";
    assertTrue(api.post(review, asked).expect(201).at("/status/allowed").asBoolean());
    service("a");
    faultInjector.deny("patch", "services/status");
    assertFalse(api.post(review, asked).expect(201).at("/status/allowed").asBoolean());
    api.merge(SERVICES + "/a/status", "{}").refused(403, "Forbidden");
    label("a", "1");
    faultInjector.allow("patch", "services/status");
    api.merge(SERVICES + "/a/status", "{}").expect(200);
  }

  @Test
  void selfReview_namesTheUser() {
    String review = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    assertEquals("embedded", api.post(review, "{}").expect(201).text("/status/userInfo/username"));
    faultInjector.deny("create", "selfsubjectreviews");
    api.post(review, "{}").refused(403, "Forbidden");
  }

  @Test
  void clear_takesBackWhatIsStillToCome() {
    faultInjector.answer("*", "*", 100, 503);
    faultInjector.clear();
    service("a");
  }

  @Test
  void wordsThatNoRequestHas_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> faultInjector.hold("read", "services"));
    assertThrows(IllegalArgumentException.class, () -> faultInjector.deny("patch", "service"));
    assertThrows(IllegalArgumentException.class, () -> faultInjector.pauseEvents("svc"));
  }

  @Test
  void requests_areWrittenDownWithWhoWrites() {
    service("a");
    kubernetes.forgetRequests();
    api.apply(
        SERVICES + "/a/status",
        "fairway",
        "{'apiVersion':'v1','kind':'Service','metadata':{'name':'a'}}");
    api.get("/api/v1/nodes").expect(200);
    assertEquals(
        List.of(
            new RecordedRequest(ApiVerb.PATCH, "services", "default", "a", "status", "fairway"),
            new RecordedRequest(ApiVerb.LIST, "nodes", "", "", "", "")),
        kubernetes.requests());
  }
}
