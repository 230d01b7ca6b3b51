package dev.fairway.catalyst.simulator.model;

import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The router of requests to their handlers. A path that fits two patterns goes to the one that was
 * added first.
 */
final class RequestRouter {

  /** Carries out requests of one sort. */
  interface Handler {
    ModelResponse answer(RoutedModelRequest call);
  }

  private record Route(String verb, String[] pattern, Handler handler) {

    Optional<Map<String, String>> parts(String[] path) {
      if (path.length != pattern.length) {
        return Optional.empty();
      }
      Map<String, String> parts = new HashMap<>();
      for (int i = 0; i < path.length; i++) {
        if (pattern[i].startsWith("{")) {
          parts.put(pattern[i].substring(1, pattern[i].length() - 1), path[i]);
        } else if (!pattern[i].equals(path[i])) {
          return Optional.empty();
        }
      }
      return Optional.of(parts);
    }
  }

  private final List<Route> routes = new ArrayList<>();

  /** Adds requests: {@code /template/policy/list/{token}}. */
  RequestRouter add(String verb, String pattern, Handler handler) {
    routes.add(new Route(verb, pattern.split("/", -1), handler));
    return this;
  }

  ModelResponse answer(ModelRequest request) {
    String[] path = request.path().split("/", -1);
    for (Route route : routes) {
      Optional<Map<String, String>> parts = route.parts(path);
      if (route.verb().equals(request.verb()) && parts.isPresent()) {
        return route.handler().answer(new RoutedModelRequest(request, parts.get()));
      }
    }
    throw ManagerErrorException.noSuchPath(request.verb() + " " + request.path());
  }
}
