package dev.fairway.operator.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read-only HTTP server of the running operator. Thread-safe. Threads, their queue and times
 * are bounded, and there are more threads than queries at once, so that a few slow clients do not
 * keep health checks from an answer.
 */
public final class OperatorHttpServer implements AutoCloseable {

  /** The JDK's server reads a request in the thread that answers it: each slow client takes one. */
  private static final int THREADS = 32;

  private static final Logger LOG = LoggerFactory.getLogger(OperatorHttpServer.class);
  private static final long NO_BODY = -1;
  private static final int FRAMES = 5;
  private static final Duration REST = Duration.ofSeconds(30);
  private static final int WAITING = 64;
  private static final String LONGEST_SECONDS = "20";

  static {
    // The JDK's server has no other way to set them, and reads them once.
    boundByDefault("sun.net.httpserver.maxReqTime");
    boundByDefault("sun.net.httpserver.maxRspTime");
  }

  private final SortedMap<String, RequestHandler> handlers;
  private final HttpServer server;
  private final ThreadPoolExecutor threads = threads();

  private OperatorHttpServer(InetSocketAddress address, Map<String, RequestHandler> handlers)
      throws IOException {
    this.handlers = new TreeMap<>(handlers);
    server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", this::dispatch);
    server.start();
  }

  private static void boundByDefault(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, LONGEST_SECONDS);
    }
  }

  /**
   * Starts a server.
   *
   * @param address the address to listen at; port 0: any free one
   * @param handlers by path, each with its slash
   * @throws UncheckedIOException where the address cannot be bound
   */
  public static OperatorHttpServer start(
      InetSocketAddress address, Map<String, RequestHandler> handlers) {
    try {
      return new OperatorHttpServer(address, handlers);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  private static ThreadPoolExecutor threads() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            REST.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work -> {
              Thread thread = new Thread(work, "fairway-http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** The address that it listens at. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Ends at once; requests under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Dispatches a request to the handler of its path. */
  private void dispatch(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean headOnly = exchange.getRequestMethod().equals("HEAD");
      ServerResponse response =
          headOnly || exchange.getRequestMethod().equals("GET")
              ? respond(exchange)
              : ServerResponse.problem(
                  ServerResponse.WRONG_METHOD, "this server can only be read: GET or HEAD");
      send(exchange, response, headOnly);
    }
  }

  private ServerResponse respond(HttpExchange exchange) {
    RequestHandler handler = handlers.get(exchange.getRequestURI().getPath());
    if (handler == null) {
      return ServerResponse.problem(
          ServerResponse.NOT_FOUND,
          "there is no such page; there are: " + String.join(", ", handlers.keySet()));
    }
    Optional<QueryParameters> query =
        QueryParameters.tryParse(
            Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    if (query.isEmpty()) {
      return ServerResponse.problem(
          ServerResponse.BAD_REQUEST,
          "what stands behind the '?' must be name=value, each name once, joined by '&'");
    }
    try {
      return handler.handle(query.get());
    } catch (RuntimeException mistake) {
      // Its message may repeat anything; its place is enough to find it.
      LOG.error(
          "a mistake in Fairway: {} broke: {} {}",
          exchange.getRequestURI().getPath(),
          mistake.getClass().getName(),
          Arrays.stream(mistake.getStackTrace()).limit(FRAMES).toList());
      return ServerResponse.problem(
          ServerResponse.BROKEN,
          "a mistake in Fairway: " + mistake.getClass().getName() + "; its log says more");
    }
  }

  private static void send(HttpExchange exchange, ServerResponse response, boolean headOnly)
      throws IOException {
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", response.type());
    headers.set("Cache-Control", "no-store");
    headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.set("X-Content-Type-Options", "nosniff");
    if (response.status() == ServerResponse.WRONG_METHOD) {
      headers.set("Allow", "GET, HEAD");
    }
    if (headOnly) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(response.status(), NO_BODY);
      return;
    }
    if (body.length == 0) {
      exchange.sendResponseHeaders(response.status(), NO_BODY);
      return;
    }
    exchange.sendResponseHeaders(response.status(), body.length);
    exchange.getResponseBody().write(body);
  }
}
