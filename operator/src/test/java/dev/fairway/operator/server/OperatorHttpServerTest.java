package dev.fairway.operator.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.Flow;
import dev.fairway.operator.document.ExplainDocument;
import dev.fairway.operator.document.Json;
import dev.fairway.operator.document.TraceDocument;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.instance.ScriptedInstance;
import dev.fairway.operator.log.LoggingConfiguration;
import dev.fairway.operator.query.QueryService;
import dev.fairway.operator.settings.Settings.LogFormat;
import dev.fairway.operator.trace.QueryException;
import dev.fairway.runtime.loop.LastLook;
import dev.fairway.spi.PacketPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests that are answered over HTTP, and those that are refused. */
class OperatorHttpServerTest {

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private LastLook look = new LastLook(Optional.of(Duration.ZERO), true);
  private final LatestSync latest = new LatestSync(System::nanoTime);
  private final ScriptedInstance fairway = new ScriptedInstance(latest);
  private final Semaphore places = new Semaphore(1);
  private final AtomicReference<List<HealthCheckResult>> health =
      new AtomicReference<>(List.of(HealthCheckResult.ok("loop")));
  private OperatorHttpServer server;

  @BeforeEach
  void start() {
    QuerySource source =
        new QuerySource() {
          @Override
          public QueryService current() {
            return latest
                .answers(look)
                .orElseThrow(() -> QueryException.unavailable("no sync yet"));
          }

          @Override
          public Optional<PacketPath> tracePath(Flow flow) {
            return fairway.tracePath(flow);
          }
        };
    server =
        OperatorHttpServer.start(
            ANY_PORT,
            Map.of(
                "/healthz", HealthHandler.alive(health::get),
                "/readyz", HealthHandler.ready(health::get),
                "/metrics", query -> ServerResponse.metrics("fairway_syncs_total 1\n"),
                "/broken",
                    query -> {
                      throw new IllegalStateException("password=hunter2");
                    },
                "/explain", QueryHandler.explain(source, places),
                "/trace", QueryHandler.trace(source, places)));
  }

  @AfterEach
  void stop() {
    server.close();
    fairway.close();
  }

  private HttpResult get(String pathAndQuery) {
    return HttpResult.get(server.address(), pathAndQuery);
  }

  private static String problem(HttpResult answer) {
    return Json.problem(answer.body()).problem();
  }

  @Test
  void health_allWell_is200WithALineForEachPart() {
    health.set(
        List.of(HealthCheckResult.ok("loop"), HealthCheckResult.ok("leader", "standing by")));
    HttpResult answer = get("/readyz");
    assertEquals(200, answer.status());
    assertEquals("loop: ok\nleader: ok, standing by\n", answer.body());
  }

  @Test
  void health_onePartNotWell_is503OrFor_healthz_500() {
    health.set(
        List.of(
            HealthCheckResult.ok("loop"), HealthCheckResult.not("backend", "does not\n answer")));
    assertEquals(503, get("/readyz").status());
    HttpResult alive = get("/healthz");
    assertEquals(500, alive.status());
    assertEquals("loop: ok\nbackend: does not answer\n", alive.body());
  }

  @Test
  void everyPage_isNeverStoredNorGuessedAt() {
    HttpResult answer = get("/metrics");
    assertEquals("fairway_syncs_total 1\n", answer.body());
    assertEquals("no-store", answer.headers().firstValue("cache-control").orElseThrow());
    assertEquals("nosniff", answer.headers().firstValue("x-content-type-options").orElseThrow());
    assertTrue(answer.headers().firstValue("content-type").orElseThrow().startsWith("text/plain"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void anyOtherMethod_isRefused(String method) {
    HttpResult answer = HttpResult.send(server.address(), method, "/metrics");
    assertEquals(405, answer.status());
    assertEquals("GET, HEAD", answer.headers().firstValue("allow").orElseThrow());
  }

  @Test
  void head_givesTheHeadersOfGetWithoutItsBody() {
    HttpResult answer = HttpResult.send(server.address(), "HEAD", "/metrics");
    assertEquals(200, answer.status());
    assertEquals("", answer.body());
    assertEquals("22", answer.headers().firstValue("content-length").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/explain/", "/explainx", "/metrics/../explain", "/EXPLAIN"})
  void pathThatIsNone_is404AndNamesThoseThereAre(String path) {
    HttpResult answer = get(path);
    assertEquals(404, answer.status());
    assertTrue(problem(answer).contains("/explain, /healthz, /metrics"), answer::body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/explain",
        "/explain?service=",
        "/explain?servic=shop/cart",
        "/explain?service=shop/cart&o=json",
        "/explain?service=shop/cart&service=shop/web",
        "/trace?from=site:100",
        "/trace?from=!&to=shop/cart"
      })
  void questionThatCannotBeRead_is400AndSaysWhatWouldBeRight(String question) {
    fairway.sync(ScriptedInstance.CART);
    HttpResult answer = get(question);
    assertEquals(400, answer.status(), answer::body);
    assertFalse(problem(answer).isEmpty());
  }

  @Test
  void questionOfAnyLength_isBounded() {
    assertEquals(400, get("/explain?service=" + "a".repeat(3_000)).status());
  }

  @Test
  void explain_beforeAnyPass_is503WithTheReason() {
    HttpResult answer = get("/explain?service=shop/cart");
    assertEquals(503, answer.status());
    assertEquals("no sync yet", problem(answer));
  }

  @Test
  void explain_ofAService_isTheDocumentOfTheCommandLine() throws Exception {
    fairway.sync(ScriptedInstance.CART);
    HttpResult answer = get("/explain?service=shop%2Fcart");
    assertEquals(200, answer.status());
    assertEquals("application/json", answer.headers().firstValue("content-type").orElseThrow());
    ExplainDocument explain = Json.explain(answer.body());
    assertEquals("shop-eu/shop/cart", explain.service());
    assertEquals(2, explain.rules().size());
    assertEquals(
        List.of("True", "True"),
        explain.conditions().stream().map(ExplainDocument.ConditionView::status).toList());
  }

  @Test
  void explain_ofNothing_is404AndNamesWhatThereIs() {
    fairway.sync(ScriptedInstance.CART);
    HttpResult answer = get("/explain?service=shop/carp");
    assertEquals(404, answer.status());
    assertTrue(problem(answer).contains("did you mean 'shop/cart'?"), answer::body);
  }

  @Test
  void trace_ofAPacket_tellsWhatTheFabricDoesNow() throws Exception {
    fairway.sync(ScriptedInstance.CART);
    HttpResult answer = get("/trace?from=site:100&to=shop/cart");
    assertEquals(200, answer.status());
    TraceDocument trace = Json.trace(answer.body());
    assertEquals("mpls", trace.request().now());
    assertEquals("mpls", trace.reply().now());
    assertEquals("", trace.note());
    assertEquals("10.2.0.1", trace.request().flow().destination());
  }

  @Test
  void trace_ofAPodThatOnlyASliceNames_findsIt() throws Exception {
    fairway.sync(ScriptedInstance.CART);
    TraceDocument trace = Json.trace(get("/trace?from=site:100&to=shop/cart-a:8080/tcp").body());
    assertEquals("10.2.0.1", trace.request().flow().destination());
  }

  @Test
  void trace_toNowhere_is404() {
    fairway.sync(ScriptedInstance.CART);
    assertEquals(404, get("/trace?from=site:100&to=shop/nobody:80").status());
  }

  @Test
  void trace_theFabricWasNotReadLately_saysSoInItsNote() throws Exception {
    fairway.sync(ScriptedInstance.CART);
    fairway.silent(true);
    fairway.sync(ScriptedInstance.CART);
    TraceDocument trace = Json.trace(get("/trace?from=site:100&to=shop/cart").body());
    assertTrue(trace.note().startsWith("The fabric could not be read"), trace::note);
  }

  @Test
  void answers_whileAsManyAreUnderWayAsMayBe_are503() {
    fairway.sync(ScriptedInstance.CART);
    assertTrue(places.tryAcquire());
    assertEquals(503, get("/explain?service=shop/cart").status());
    assertEquals(200, get("/healthz").status());
    places.release();
    assertEquals(200, get("/explain?service=shop/cart").status());
  }

  @Test
  void pageThatBreaks_is500WithoutWhatItSaid() {
    StringWriter log = new StringWriter();
    try (LoggingConfiguration running =
        new LoggingConfiguration(LogFormat.TEXT, Map.of(), new PrintWriter(log))) {
      HttpResult answer = get("/broken");
      assertEquals(500, answer.status());
      assertFalse(answer.body().contains("hunter2"), answer::body);
    }
    assertTrue(log.toString().contains("/broken broke: java.lang.IllegalStateException"));
    assertFalse(log.toString().contains("hunter2"));
  }

  @Test
  void start_onATakenPort_isTold() {
    InetSocketAddress taken = server.address();
    UncheckedIOException refused =
        assertThrows(
            UncheckedIOException.class, () -> OperatorHttpServer.start(taken, Map.of()).close());
    assertInstanceOf(BindException.class, refused.getCause());
  }

  @Test
  void close_freesThePort() {
    server.close();
    OperatorHttpServer.start(server.address(), Map.of()).close();
  }

  @Test
  void health_isToldWhileOthersAreSlowToAsk() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        Socket one = new Socket(server.address().getAddress(), server.address().getPort());
        slow.add(one);
        one.getOutputStream().write('G');
      }
      assertEquals(200, get("/healthz").status());
      for (Socket one : slow) {
        one.setSoTimeout(1);
        assertThrows(SocketTimeoutException.class, one.getInputStream()::read, "cut off before");
      }
    } finally {
      for (Socket one : slow) {
        one.close();
      }
    }
  }
}
