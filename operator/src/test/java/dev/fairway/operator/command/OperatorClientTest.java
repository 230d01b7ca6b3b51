package dev.fairway.operator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.fairway.core.net.Flow;
import dev.fairway.operator.document.Json;
import dev.fairway.operator.document.LookView;
import dev.fairway.operator.instance.LatestSync;
import dev.fairway.operator.instance.ScriptedInstance;
import dev.fairway.operator.query.QueryService;
import dev.fairway.operator.server.HttpResult;
import dev.fairway.operator.server.OperatorHttpServer;
import dev.fairway.operator.server.QueryHandler;
import dev.fairway.operator.server.QuerySource;
import dev.fairway.operator.trace.QueryException;
import dev.fairway.runtime.loop.LastLook;
import dev.fairway.spi.PacketPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --server}: the same results as over files, and the problem where there is none. */
class OperatorClientTest {

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private LastLook look = new LastLook(Optional.of(Duration.ZERO), true);
  private final LatestSync latest = new LatestSync(System::nanoTime);
  private final ScriptedInstance fairway = new ScriptedInstance(latest);
  private OperatorHttpServer server;
  private String url;

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
    Semaphore places = new Semaphore(1);
    server =
        OperatorHttpServer.start(
            ANY_PORT,
            Map.of(
                "/explain", QueryHandler.explain(source, places),
                "/trace", QueryHandler.trace(source, places)));
    url = "http://127.0.0.1:" + server.address().getPort();
  }

  @AfterEach
  void stop() {
    server.close();
    fairway.close();
  }

  private static void assertProblem(String sentence, CommandRun run) {
    assertEquals(ExitCode.ERROR, run.code(), run::err);
    assertEquals("", run.out());
    assertTrue(oneLine(run.err()).contains(sentence), run::err);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  @Test
  void explain_asJson_isTheServersDocument() {
    fairway.sync(ScriptedInstance.CART);
    CommandRun run = CommandRun.of("explain", "shop/cart", "--server", url, "-o", "json");
    assertEquals(ExitCode.NOTHING_TO_DO, run.code(), run::err);
    assertEquals(HttpResult.get(server.address(), "/explain?service=shop/cart").body(), run.out());
    assertEquals("", run.err());
  }

  @Test
  void explain_asText_isTheTextOfFiles(@TempDir Path folder) throws IOException {
    fairway.sync(ScriptedInstance.CART);
    ShopManifests files = new ShopManifests(folder);
    files.write("cart.yaml", ScriptedInstance.CART);
    CommandRun fromFiles =
        CommandRun.of(
            "explain",
            "shop/cart",
            "-f",
            files.path("cart.yaml"),
            "--fabric",
            files.path("fabric.yaml"),
            "--cluster-name",
            "shop-eu");
    CommandRun running = CommandRun.of("explain", "shop/cart", "--server=" + url);
    // Files were not carried out: only what the fabric does differs.
    assertEquals(
        fromFiles.out().lines().filter(line -> !tellsOfTheFabric(line)).toList(),
        running.out().lines().filter(line -> !tellsOfTheFabric(line)).toList());
    assertTrue(fromFiles.out().contains("\naccepted, not all of it in force\n"), fromFiles::out);
    assertTrue(running.out().contains("fairway.dev/Programmed True Programmed"), running::out);
    assertEquals(fromFiles.err(), running.err());
  }

  private static boolean tellsOfTheFabric(String line) {
    return line.contains("Programmed") || line.endsWith("in force");
  }

  @Test
  void explain_seenAMomentAgo_saysHowLongAgo() {
    fairway.sync(ScriptedInstance.CART);
    look = new LastLook(Optional.of(Duration.ofSeconds(12)), true);
    CommandRun run = CommandRun.of("explain", "shop/cart", "--server", url);
    assertTrue(run.out().contains("\nin force, seen 12 s ago\n"), run::out);
    assertTrue(run.out().contains("2 rules are in force"), run::out);
  }

  @Test
  void explain_notProgrammed_isNotCalledInForceHoweverFreshTheLook() {
    fairway.sync(ScriptedInstance.CART.replace("name: http, port: 8080", "name: web, port: 8080"));
    look = new LastLook(Optional.of(Duration.ofSeconds(12)), true);
    CommandRun run = CommandRun.of("explain", "shop/cart", "--server", url);
    assertTrue(run.out().contains("fairway.dev/Programmed False "), run::out);
    assertTrue(run.out().contains("\naccepted, not all of it in force, seen 12 s ago\n"), run::out);
    look = new LastLook(Optional.of(Duration.ofSeconds(95)), false);
    String later = CommandRun.of("explain", "shop/cart", "--server", url).out();
    assertTrue(
        oneLine(later)
            .contains(
                "accepted, not all of it in force 95 s ago, when the fabric was last seen so"),
        later);
    assertFalse(later.contains("was in force"), later);
  }

  @Test
  void explain_seenTooLongAgo_callsNothingInForce() {
    fairway.sync(ScriptedInstance.CART);
    look = new LastLook(Optional.of(Duration.ofSeconds(95)), false);
    CommandRun run = CommandRun.of("explain", "shop/cart", "--server", url);
    assertTrue(run.out().contains("was in force 95 s ago"), run::out);
    assertTrue(
        oneLine(run.out())
            .contains(
                "Programmed Unknown Stale: 2 rules were in force 95 s ago, when the fabric was last"
                    + " seen so"),
        run::out);
    assertFalse(run.out().contains("are in force"), run::out);
    CommandRun json = CommandRun.of("explain", "shop/cart", "--server", url, "-o", "json");
    assertTrue(json.out().contains("\"ageSeconds\" : 95"), json::out);
    assertTrue(json.out().contains("\"current\" : false"), json::out);
  }

  @Test
  void trace_seenTooLongAgo_saysThatNowIsNotKnown() {
    fairway.sync(ScriptedInstance.CART);
    look = new LastLook(Optional.of(Duration.ofSeconds(95)), false);
    CommandRun run = CommandRun.of("trace", "site:100", "shop/cart", "--server", url);
    assertTrue(
        oneLine(run.out())
            .contains(
                "The fabric was last seen as planned 95 s ago: what is in force now is not known."),
        run::out);
  }

  @Test
  void explain_ofAServerThatDoesNotTellHowOldItIs_callsNothingInForce() throws Exception {
    fairway.sync(ScriptedInstance.CART);
    String document = HttpResult.get(server.address(), "/explain?service=shop/cart").body();
    String older = document.replaceAll("(?s)  \"look\" : \\{.*?\\},\n", "");
    assertFalse(older.contains("look"), older);
    assertEquals(LookView.UNKNOWN, Json.explain(older).look());
    assertEquals(new LookView(0, true), Json.explain(document).look());
  }

  @Test
  void trace_ofAPacket_tellsWhatTheFabricDoesNow() {
    fairway.sync(ScriptedInstance.CART);
    CommandRun run = CommandRun.of("trace", "site:100", "shop/cart", "--server", url);
    assertEquals(ExitCode.NOTHING_TO_DO, run.code(), run::err);
    assertTrue(run.out().contains("now      the fabric sends it over mpls"), run::out);
    assertFalse(run.out().contains("not carried out"), run::out);
  }

  @Test
  void trace_fabricThatDoesNotAnswer_saysSo() {
    fairway.sync(ScriptedInstance.CART);
    fairway.silent(true);
    fairway.sync(ScriptedInstance.CART);
    CommandRun run = CommandRun.of("trace", "site:100", "shop/cart", "--server", url);
    assertTrue(run.out().contains("The fabric could not be read in the last sync"), run::out);
    assertTrue(run.out().contains("the fabric cannot tell"), run::out);
  }

  @Test
  void explain_nothingToAnswerFromYet_saysWhy() {
    assertProblem("no sync yet", CommandRun.of("explain", "shop/cart", "--server", url));
  }

  @Test
  void explain_serviceThatIsNot_isTheSentenceOfFiles() {
    fairway.sync(ScriptedInstance.CART);
    assertProblem(
        "there is no Service 'shop/carp'; did you mean 'shop/cart'?; Services: shop/cart",
        CommandRun.of("explain", "shop/carp", "--server", url));
  }

  @Test
  void trace_questionThatCannotBeRead_isNotEvenAsked() {
    server.close();
    assertProblem("FROM '!' is not", CommandRun.of("trace", "!", "shop/cart", "--server", url));
  }

  @Test
  void server_thatIsNotThere_isNamed() {
    server.close();
    assertProblem(
        "the server " + url + "/ does not answer: nothing listens there",
        CommandRun.of("explain", "shop/cart", "--server", url));
  }

  @Test
  void server_whoseHostNobodyKnows_isNamed() {
    assertProblem(
        "the server http://fairway.invalid:8080/ cannot be found",
        CommandRun.of("explain", "shop/cart", "--server", "http://fairway.invalid:8080"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>hello</html>",
        "",
        "{}",
        "[1]",
        "{\"formatVersion\": \"one\"}",
        "{\"formatVersion\": 1}",
        "{\"formatVersion\": 2}"
      })
  void server_thatIsNoFairway_isToldFromOne(String body) throws IOException {
    HttpServer other = HttpServer.create(ANY_PORT, 0);
    other.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    other.start();
    try {
      String at = "http://127.0.0.1:" + other.getAddress().getPort();
      String sentence =
          body.contains(": 2")
              ? "answers in format 2, and this program knows 1"
              : body.contains(": 1")
                  ? "answers with something that is no explanation"
                  : "answers, but is no Fairway (HTTP 200)";
      assertProblem(
          "the server " + at + "/ " + sentence,
          CommandRun.of("explain", "shop/cart", "--server", at));
    } finally {
      other.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop",
        "127.0.0.1:8080",
        "ftp://a",
        "http://",
        "http://a/explain",
        "http://a?b=c",
        "http://me:hunter2@a",
        "http://a b"
      })
  void server_thatIsNoUrl_isRefusedWithoutRepeatingIt(String text) {
    CommandRun run = CommandRun.of("explain", "shop/cart", "--server", text);
    assertProblem("--server takes a URL of scheme, host and port and nothing else", run);
    assertFalse(run.err().contains("hunter2"), run::err);
  }

  @Test
  void server_besideFiles_isRefused() {
    assertProblem(
        "--server asks a running Fairway",
        CommandRun.of("explain", "shop/cart", "--server", url, "-f", "shop/"));
    assertProblem(
        "--server asks a running Fairway",
        CommandRun.of("explain", "shop/cart", "--server", url, "--cluster-name", "shop-eu"));
  }

  @Test
  void neitherServerNorFiles_saysWhatToSay() {
    assertProblem("say which Services are meant", CommandRun.of("explain", "shop/cart"));
  }
}
