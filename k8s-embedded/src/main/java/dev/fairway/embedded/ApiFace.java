package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The API over HTTP: reads a request, lets the weather have its way, and answers. */
final class ApiFace implements HttpHandler {

  private final ObjectStore store;
  private final WatchHub hub;
  private final ApiWeather weather;
  private final Permissions permissions;
  private final RequestLog log;
  private final ObjectWrites writes;
  private final ListReader lists;
  private final Clock clock;
  private final Duration bookmarkEvery;
  private final byte[] authorization;

  ApiFace(
      ObjectStore store,
      WatchHub hub,
      ApiWeather weather,
      Permissions permissions,
      RequestLog log,
      EmbeddedKubernetesBuilder settings) {
    this.store = store;
    this.hub = hub;
    this.weather = weather;
    this.permissions = permissions;
    this.log = log;
    this.writes = new ObjectWrites(store, settings.clock());
    this.lists = new ListReader(store);
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
      Optional<ApiRequest> request = RequestReader.read(exchange);
      if (request.isPresent()) {
        answer(exchange, request.get());
      } else {
        page(exchange);
      }
    } catch (ApiFailure failure) {
      refuse(exchange, failure);
    } catch (RuntimeException bug) {
      // What is wrong in here must be seen where it is met, not as a connection that breaks.
      refuse(exchange, ApiFailure.of(500, "InternalError", "Internal error occurred: " + bug));
    }
  }

  private void checkToken(HttpExchange exchange) {
    String given =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    if (authorization.length > 0 && !MessageDigest.isEqual(authorization, bytes(given))) {
      throw ApiFailure.of(401, "Unauthorized", "Unauthorized");
    }
  }

  private static void refuseUpgrade(HttpExchange exchange) {
    if (exchange.getRequestHeaders().containsKey("Upgrade")) {
      throw ApiFailure.badRequest("the in-process API does not speak websockets: watch over HTTP");
    }
  }

  private void answer(HttpExchange exchange, ApiRequest request) throws IOException {
    log.add(SeenRequest.of(request));
    int cutAfter = weather.meet(request);
    permissions.check(request);
    if (request.verb() == ApiVerb.WATCH) {
      new WatchStream(store, hub, request, bookmarkEvery).run(exchange);
      return;
    }
    Answer answer = answer(request);
    send(exchange, answer.code(), answer.body(), cutAfter);
  }

  private Answer answer(ApiRequest request) {
    if (request.kind().is(KindTrait.REVIEW)) {
      if (request.verb() != ApiVerb.CREATE) {
        throw ApiFailure.methodNotAllowed();
      }
      return Answer.created(permissions.review(body(request)));
    }
    return switch (request.verb()) {
      case GET -> shown(request, get(request));
      case LIST -> shown(request, lists.list(request));
      case CREATE -> writes.create(body(request));
      case UPDATE -> writes.update(body(request));
      case PATCH -> writes.patch(request);
      case DELETE -> writes.delete(request);
      case DELETECOLLECTION -> writes.deleteAll(request, lists::list);
      case WATCH -> throw ApiFailure.methodNotAllowed();
    };
  }

  private Answer shown(ApiRequest request, ObjectNode found) {
    return Answer.ok(
        request.table() ? TableView.of(request.kind(), found, Instant.now(clock)) : found);
  }

  private ObjectNode get(ApiRequest request) {
    ResourceKind kind = request.kind();
    return store
        .find(kind.storage(), request.path())
        .map(found -> EventForms.shown(kind, found))
        .orElseThrow(() -> ApiFailure.notFound(kind, request.name()));
  }

  private static ApiRequest body(ApiRequest request) {
    String json = "application/json";
    if (!json.equals(request.contentType()) && !request.contentType().isEmpty()) {
      throw ApiFailure.mediaType(request.contentType(), json);
    }
    return request;
  }

  private static void page(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean health = path.equals("/healthz") || path.equals("/livez") || path.equals("/readyz");
    if (!"GET".equals(exchange.getRequestMethod())) {
      throw ApiFailure.methodNotAllowed();
    }
    if (health) {
      send(exchange, 200, "text/plain", bytes("ok"), Integer.MAX_VALUE);
    } else {
      JsonNode page =
          DiscoveryPages.at(path)
              .or(() -> OpenApiPages.at(path))
              .orElseThrow(ApiFailure::noSuchPath);
      send(exchange, 200, page, Integer.MAX_VALUE);
    }
  }

  private static void refuse(HttpExchange exchange, ApiFailure failure) throws IOException {
    // What was not read yet would otherwise be taken for the next request of the connection.
    exchange.getRequestBody().readAllBytes();
    JsonNode retry = Trees.at(failure.status(), "details", "retryAfterSeconds");
    if (Trees.present(retry)) {
      exchange.getResponseHeaders().set("Retry-After", retry.asText());
    }
    send(exchange, failure.code(), failure.status(), Integer.MAX_VALUE);
  }

  private static void send(HttpExchange exchange, int code, JsonNode body, int cutAfter)
      throws IOException {
    send(exchange, code, "application/json", Trees.MAPPER.writeValueAsBytes(body), cutAfter);
  }

  private static void send(HttpExchange exchange, int code, String type, byte[] body, int cutAfter)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      if (cutAfter < body.length) {
        out.write(body, 0, cutAfter);
        out.flush();
        throw new ConnectionCut();
      }
      out.write(body);
    }
  }
}
