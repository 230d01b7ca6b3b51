package dev.fairway.catalyst.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.fairway.spi.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A server that takes every login and otherwise does what a test wrote down for a verb and a path:
 * one reply after the other, the last one again and again.
 */
final class ScriptedManager implements AutoCloseable {

  static final String USER = "ada";
  static final String PASSWORD = "open-sesame-42";
  static final String LOGIN = "POST /j_security_check";
  static final String TOKEN = "GET /dataservice/client/token";

  private static final HeldCertificate CERTIFICATE = certificateFor("localhost");

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Deque<ScriptedReply>> script = new ConcurrentHashMap<>();
  private final List<SentRequest> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger sessions = new AtomicInteger();

  ScriptedManager() {
    this(CERTIFICATE);
  }

  ScriptedManager(HeldCertificate certificate) {
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new IllegalStateException(noPort);
    }
    server.setHttpsConfigurator(
        new HttpsConfigurator(
            new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext()));
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
    on(LOGIN, this::logIn);
    on(TOKEN, exchange -> ScriptedReply.typed(200, "text/plain", xsrf()).give(exchange));
    on("GET /dataservice/client/about", ScriptedReply.json("{\"data\":{\"version\":\"20.12.3\"}}"));
    on("POST /logout", ScriptedReply.empty(200));
    on("GET /logout", ScriptedReply.empty(302));
  }

  static HeldCertificate certificateFor(String host) {
    return new HeldCertificate.Builder()
        .commonName("manager")
        .addSubjectAlternativeName(host)
        .build();
  }

  private void logIn(HttpExchange exchange) throws IOException {
    String cookie = "JSESSIONID=cookie-secret-" + sessions.incrementAndGet();
    ScriptedReply.empty(200).with("Set-Cookie", cookie + "; Path=/; Secure").give(exchange);
  }

  private String xsrf() {
    return "xsrf-secret-" + sessions.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String name = exchange.getRequestMethod() + " " + path;
    asked.add(
        new SentRequest(
            name, exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
    next(name).give(exchange);
  }

  private ScriptedReply next(String name) {
    Deque<ScriptedReply> replies = script.get(name);
    if (replies == null) {
      return ScriptedReply.json(404, "{}");
    }
    synchronized (replies) {
      return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
    }
  }

  ScriptedManager on(String verbAndPath, ScriptedReply... replies) {
    script.put(verbAndPath, new ArrayDeque<>(List.of(replies)));
    return this;
  }

  /** Verb and path of every request, in order. */
  List<String> names() {
    return asked.stream().map(SentRequest::name).toList();
  }

  long count(String name) {
    return names().stream().filter(name::equals).count();
  }

  SentRequest last(String name) {
    return asked.stream()
        .filter(request -> request.name().equals(name))
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  String address() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  String certificatePem() {
    return CERTIFICATE.certificatePem();
  }

  /** The usual access of a user with a password. */
  ConnectionOptions access() {
    return access(new ManagerLogin.FormLogin(USER, new Secret(PASSWORD)));
  }

  ConnectionOptions access(ManagerLogin login) {
    return ConnectionOptions.to(address(), login).withCaPem(certificatePem());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  record SentRequest(String name, String target, Headers headers, String body) {

    Optional<String> header(String header) {
      return Optional.ofNullable(headers.getFirst(header));
    }
  }
}
