package dev.fairway.catalyst.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.function.Supplier;

/** The endpoints that need no session: login, logout, JWT, readiness. */
final class PublicEndpoints {

  /** Also below {@code /dataservice} and {@code /jts/authenticated}: old clients log in there. */
  static final String LOGIN = "/j_security_check";

  private final SimulatorSettings settings;
  private final SimulatorAuthenticator door;
  private final JwtEndpoints jwt;

  PublicEndpoints(SimulatorSettings settings, SimulatorAuthenticator door, JwtEndpoints jwt) {
    this.settings = settings;
    this.door = door;
    this.jwt = jwt;
  }

  Optional<SimulatorResponse> answer(SimulatorRequest request) {
    if (request.api() && request.path().equals(LOGIN)) {
      return Optional.of(only("POST", request, () -> door.login(request)));
    }
    if (request.api()) {
      return request.is("GET", "/client/server/ready") ? Optional.of(ready()) : Optional.empty();
    }
    return Optional.of(
        switch (request.path()) {
          case "/" -> HtmlPages.login();
          case LOGIN, "/jts/authenticated" + LOGIN ->
              only("POST", request, () -> door.login(request));
          case "/logout" -> logout(request);
          case "/jwt/login" -> jwt(request, () -> jwt.login(request));
          case "/jwt/refresh" -> jwt(request, () -> jwt.refresh(request));
          default -> HtmlPages.error(404, "Not Found");
        });
  }

  private static SimulatorResponse ready() {
    return SimulatorResponse.json(
        200, JsonNodeFactory.instance.objectNode().put("isServerReady", true));
  }

  private SimulatorResponse logout(SimulatorRequest request) {
    boolean post = settings.release().logsOutByPost();
    return only(
        post ? "POST" : "GET",
        request,
        () -> {
          door.logout(request);
          SimulatorResponse answer = SimulatorResponse.empty(post ? 200 : 302);
          return post ? answer : answer.with("Location", "/welcome.html");
        });
  }

  private SimulatorResponse jwt(SimulatorRequest request, Supplier<SimulatorResponse> answer) {
    return settings.jwt() ? only("POST", request, answer) : HtmlPages.error(404, "Not Found");
  }

  private static SimulatorResponse only(
      String verb, SimulatorRequest request, Supplier<SimulatorResponse> answer) {
    return request.verb().equals(verb)
        ? answer.get()
        : HtmlPages.error(405, "Method Not Allowed").with("Allow", verb);
  }
}
