package dev.fairway.embedded;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parser of requests about objects; refuses what this server does not know. */
final class RequestParser {

  private RequestParser() {}

  /** Empty where the path is not about objects. */
  static Optional<ApiRequest> read(HttpExchange exchange) throws IOException {
    List<String> path = segments(exchange.getRequestURI().getRawPath());
    boolean core = path.size() > 2 && "api".equals(path.get(0));
    boolean named = path.size() > 3 && "apis".equals(path.get(0));
    if (!core && !named) {
      return Optional.empty();
    }
    String group = core ? "" : path.get(1);
    String version = path.get(core ? 1 : 2);
    return Optional.of(read(exchange, group, version, path.subList(core ? 2 : 3, path.size())));
  }

  private static ApiRequest read(
      HttpExchange exchange, String group, String version, List<String> rest) throws IOException {
    boolean inNamespace = rest.size() > 2 && "namespaces".equals(rest.get(0)) && !isPart(rest);
    String namespace = inNamespace ? rest.get(1) : "";
    List<String> target = inNamespace ? rest.subList(2, rest.size()) : rest;
    if ("watch".equals(target.get(0))) {
      throw ApiStatusException.notOffered("know the path /watch/: ask with the parameter watch");
    }
    ResourceKind kind =
        ApiResources.find(group, version, target.get(0))
            .orElseThrow(ApiStatusException::noSuchPath);
    if (target.size() > 3 || (inNamespace && !kind.namespaced())) {
      throw ApiStatusException.noSuchPath();
    }
    String name = target.size() > 1 ? target.get(1) : "";
    String part = target.size() > 2 ? target.get(2) : "";
    checkPart(kind, part);
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    ApiVerb verb = verb(exchange.getRequestMethod(), name, query);
    if (kind.namespaced() && !inNamespace && (!name.isEmpty() || !reads(verb))) {
      throw ApiStatusException.methodNotAllowed();
    }
    checkParameters(verb, query);
    return new ApiRequest(
        verb,
        kind,
        namespace,
        name,
        part,
        query,
        header(exchange, "User-Agent").split("/", 2)[0],
        header(exchange, "Content-Type").split(";", 2)[0].strip(),
        header(exchange, "Accept").startsWith("application/json;as=Table;v=v1"),
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  /** Whether the third word after {@code namespaces} is a part of the namespace itself. */
  private static boolean isPart(List<String> rest) {
    return "status".equals(rest.get(2)) || "finalize".equals(rest.get(2));
  }

  private static void checkPart(ResourceKind kind, String part) {
    if (part.isEmpty() || ("status".equals(part) && kind.is(KindTrait.STATUS))) {
      return;
    }
    if ("status".equals(part) || !List.of("finalize", "proxy", "log", "exec").contains(part)) {
      throw ApiStatusException.noSuchPath();
    }
    throw ApiStatusException.notOffered("offer " + kind.plural() + "/" + part);
  }

  private static boolean reads(ApiVerb verb) {
    return verb == ApiVerb.LIST || verb == ApiVerb.WATCH;
  }

  private static ApiVerb verb(String method, String name, Map<String, String> query) {
    boolean one = !name.isEmpty();
    String watch = query.getOrDefault("watch", "");
    return switch (method) {
      case "GET" -> {
        if ("true".equals(watch) || "1".equals(watch)) {
          yield ApiVerb.WATCH;
        }
        yield one ? ApiVerb.GET : ApiVerb.LIST;
      }
      case "POST" -> when(!one, ApiVerb.CREATE);
      case "PUT" -> when(one, ApiVerb.UPDATE);
      case "PATCH" -> when(one, ApiVerb.PATCH);
      case "DELETE" -> one ? ApiVerb.DELETE : ApiVerb.DELETECOLLECTION;
      default -> throw ApiStatusException.methodNotAllowed();
    };
  }

  private static ApiVerb when(boolean allowed, ApiVerb verb) {
    if (!allowed) {
      throw ApiStatusException.methodNotAllowed();
    }
    return verb;
  }

  private static void checkParameters(ApiVerb verb, Map<String, String> query) {
    for (String parameter : query.keySet()) {
      if (!verb.takes(parameter)) {
        throw ApiStatusException.badRequest(
            "the in-process API does not know the parameter '%s' of a %s request"
                .formatted(parameter, verb.word()));
      }
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private static List<String> segments(String rawPath) {
    List<String> segments = new ArrayList<>();
    for (String part : Arrays.asList(rawPath.split("/"))) {
      if (!part.isEmpty()) {
        segments.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return segments;
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String part : raw == null ? new String[0] : raw.split("&")) {
      String[] pair = part.split("=", 2);
      String value = pair.length > 1 ? pair[1] : "";
      query.put(
          URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
          URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    query.remove("");
    return query;
  }
}
