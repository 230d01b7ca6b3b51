package dev.fairway.catalyst.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.SimulatorClock;
import java.util.Optional;

/** The endpoints about the Manager itself and the session: {@code /client/...}. */
final class ClientEndpoints {

  private final SimulatorSettings settings;

  ClientEndpoints(SimulatorSettings settings) {
    this.settings = settings;
  }

  Optional<SimulatorResponse> answer(SimulatorRequest request, AuthenticatedUser caller) {
    if (request.is("GET", "/client/token")) {
      return Optional.of(token(request, caller));
    }
    if (request.is("GET", "/client/server")) {
      return Optional.of(enveloped(server(request, caller)));
    }
    return request.is("GET", "/client/about") ? Optional.of(enveloped(about())) : Optional.empty();
  }

  private SimulatorResponse token(SimulatorRequest request, AuthenticatedUser caller) {
    if (!settings.release().hasXsrfToken()) {
      return HtmlPages.error(404, "Not Found");
    }
    return FormDecoder.one(request.query(), "json").equals("true")
        ? SimulatorResponse.json(200, object().put("token", caller.xsrfToken()))
        : SimulatorResponse.text(200, "text/plain;charset=UTF-8", caller.xsrfToken());
  }

  private ObjectNode server(SimulatorRequest request, AuthenticatedUser caller) {
    Optional<String> view =
        request.header("vsessionid").filter(id -> caller.tenant(id).isPresent());
    ObjectNode data =
        object()
            .put("server", settings.address())
            .put("tenancyMode", settings.multiTenant() ? "MultiTenant" : "SingleTenant")
            .put("userMode", settings.multiTenant() ? "provider" : "tenant")
            .put("viewMode", settings.multiTenant() && view.isEmpty() ? "provider" : "tenant")
            .put("user", caller.user())
            .put("externalUser", false)
            .put("isSamlUser", false)
            .put("isRbacVpnUser", false)
            .put("platformVersion", settings.release().text());
    data.putArray("roles").add("netadmin");
    view.ifPresent(id -> data.put("VSessionId", id));
    return settings.release().hasXsrfToken() ? data.put("CSRFToken", caller.xsrfToken()) : data;
  }

  private ObjectNode about() {
    SimulatorClock clock = settings.clock();
    return object()
        .put("title", "Simulated Cisco Catalyst SD-WAN Manager")
        .put("version", settings.release().text())
        .put("applicationVersion", settings.release().text())
        .put("applicationServer", "Fairway's simulator")
        .put("time", clock.instant().toString())
        .put("timeZone", "UTC");
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static SimulatorResponse enveloped(ObjectNode data) {
    ObjectNode body = object();
    body.set("data", data);
    return SimulatorResponse.json(200, body);
  }
}
