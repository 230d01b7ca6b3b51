package dev.fairway.operator.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dispatcher of requests to the handlers of their paths. Thread-safe. */
final class RequestDispatcher implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorHttpServer.class);
  private static final long NO_BODY = -1;
  private static final int FRAMES = 5;

  private final SortedMap<String, RequestHandler> handlers;

  RequestDispatcher(Map<String, RequestHandler> handlers) {
    this.handlers = Collections.unmodifiableSortedMap(new TreeMap<>(handlers));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
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
