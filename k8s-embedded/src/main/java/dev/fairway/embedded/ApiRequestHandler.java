package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.fairway.faultinjection.ConnectionCutException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The HTTP handler of the API: reads a request, applies injected faults, and answers. */
final class ApiRequestHandler implements HttpHandler {

  private final ObjectStore store;
  private final WatchRegistry hub;
  private final ApiFaultInjector faultInjector;
  private final ApiAuthorizer permissions;
  private final RequestLog log;
  private final ObjectWriteHandler writes;
  private final ListPaginator lists;
  private final Clock clock;
  private final Duration bookmarkEvery;
  private final byte[] authorization;

  ApiRequestHandler(
      ObjectStore store,
      WatchRegistry hub,
      ApiFaultInjector faultInjector,
      ApiAuthorizer permissions,
      RequestLog log,
      ObjectWriteHandler writes,
      EmbeddedKubernetesBuilder settings) {
    this.store = store;
    this.hub = hub;
    this.faultInjector = faultInjector;
    this.permissions = permissions;
    this.log = log;
    this.writes = writes;
    this.lists = new ListPaginator(store);
    this.clock = settings.clock();
    this.bookmarkEvery = settings.bookmarkEvery();
    this.authorization = bytes(settings.token().isEmpty() ? "" : "Bearer " + settings.token());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      checkToken(exchange);
      refuseUpgrade(exchange);
      Optional<ApiRequest> request = RequestParser.read(exchange);
      if (request.isPresent()) {
        answer(exchange, request.get());
      } else {
        page(exchange);
      }
    } catch (ApiStatusException failure) {
      refuse(exchange, failure);
    } catch (RuntimeException bug) {
      // What is wrong in here must be seen where it is met, not as a connection that breaks.
      refuse(
          exchange, ApiStatusException.of(500, "InternalError", "Internal error occurred: " + bug));
    }
  }

  private void checkToken(HttpExchange exchange) {
    String given =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    if (authorization.length > 0 && !MessageDigest.isEqual(authorization, bytes(given))) {
      throw ApiStatusException.of(401, "Unauthorized", "Unauthorized");
    }
  }

  private static void refuseUpgrade(HttpExchange exchange) {
    // Other upgrades, as to HTTP/2, may be left unanswered: the request goes on as it is.
    String upgrade =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Upgrade")).orElse("");
    if (upgrade.equalsIgnoreCase("websocket")) {
      throw ApiStatusException.badRequest(
          "the in-process API does not speak websockets: watch over HTTP");
    }
  }

  private void answer(HttpExchange exchange, ApiRequest request) throws IOException {
    log.add(RecordedRequest.of(request));
    int cutAfter = faultInjector.apply(request);
    permissions.check(request);
    if (request.verb() == ApiVerb.WATCH) {
      new WatchStream(store, hub, request, bookmarkEvery, object -> view(request, object))
          .run(exchange);
      return;
    }
    JsonResponse answer = answer(request);
    send(exchange, answer.code(), answer.body(), cutAfter);
  }

  private JsonResponse answer(ApiRequest request) {
    if (request.kind().is(KindTrait.REVIEW)) {
      if (request.verb() != ApiVerb.CREATE) {
        throw ApiStatusException.methodNotAllowed();
      }
      return JsonResponse.created(permissions.review(body(request)));
    }
    return switch (request.verb()) {
      case GET -> JsonResponse.ok(view(request, get(request)));
      case LIST ->
          JsonResponse.ok(
              view(
                  request,
                  faultInjector.isEmptied(request)
                      ? lists.empty(request.kind())
                      : lists.list(request)));
      case CREATE -> writes.create(body(request));
      case UPDATE -> writes.update(body(request));
      case PATCH -> writes.patch(request);
      case DELETE -> writes.delete(request);
      case DELETECOLLECTION -> writes.deleteAll(request, lists::list);
      case WATCH -> throw ApiStatusException.methodNotAllowed();
    };
  }

  /** Objects as the request wants to see them. */
  private ObjectNode view(ApiRequest request, ObjectNode found) {
    return request.table() ? TableConversion.of(request.kind(), found, Instant.now(clock)) : found;
  }

  private ObjectNode get(ApiRequest request) {
    ResourceKind kind = request.kind();
    return store
        .find(kind.storage(), request.path())
        .map(found -> EventConversion.shown(kind, found))
        .orElseThrow(() -> ApiStatusException.notFound(kind, request.name()));
  }

  private static ApiRequest body(ApiRequest request) {
    String json = "application/json";
    if (!json.equals(request.contentType()) && !request.contentType().isEmpty()) {
      throw ApiStatusException.mediaType(request.contentType(), json);
    }
    return request;
  }

  private void page(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    faultInjector.applyToPage(path);
    boolean health = path.equals("/healthz") || path.equals("/livez") || path.equals("/readyz");
    if (!"GET".equals(exchange.getRequestMethod())) {
      throw ApiStatusException.methodNotAllowed();
    }
    if (health) {
      sendHealth(exchange, path.equals("/readyz") ? faultInjector.failingChecks() : List.of());
    } else {
      JsonNode page =
          DiscoveryDocuments.at(path)
              .or(() -> OpenApiDocuments.at(path))
              .orElseThrow(ApiStatusException::noSuchPath);
      send(exchange, 200, page, Integer.MAX_VALUE);
    }
  }

  private static void sendHealth(HttpExchange exchange, List<String> failed) throws IOException {
    String text =
        failed.isEmpty()
            ? "ok"
            : failed.stream()
                .map(check -> "[-]" + check + " failed: reason withheld\n")
                .collect(Collectors.joining("", "[+]ping ok\n", "readyz check failed\n"));
    send(exchange, failed.isEmpty() ? 200 : 500, "text/plain", bytes(text), Integer.MAX_VALUE);
  }

  private static void refuse(HttpExchange exchange, ApiStatusException failure) throws IOException {
    // What was not read yet would otherwise be taken for the next request of the connection.
    exchange.getRequestBody().readAllBytes();
    JsonNode retry = JsonTrees.at(failure.status(), "details", "retryAfterSeconds");
    if (JsonTrees.present(retry)) {
      exchange.getResponseHeaders().set("Retry-After", retry.asText());
    }
    send(exchange, failure.code(), failure.status(), Integer.MAX_VALUE);
  }

  private static void send(HttpExchange exchange, int code, JsonNode body, int cutAfter)
      throws IOException {
    send(exchange, code, "application/json", JsonTrees.MAPPER.writeValueAsBytes(body), cutAfter);
  }

  private static void send(HttpExchange exchange, int code, String type, byte[] body, int cutAfter)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      if (cutAfter < body.length) {
        out.write(body, 0, cutAfter);
        out.flush();
        throw new ConnectionCutException();
      }
      out.write(body);
    }
  }
}
