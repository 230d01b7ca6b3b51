package dev.fairway.catalyst.simulator;

import dev.fairway.catalyst.simulator.model.ModelAnswer;
import dev.fairway.catalyst.simulator.model.ModelRequest;
import java.util.Set;

/** What people who are logged in may ask for below {@code /dataservice}. */
final class ApiPages {

  private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "DELETE");

  private final ClientPages client;
  private final TenantPages tenants;
  private final SimulatorWeather weather;

  ApiPages(ClientPages client, TenantPages tenants, SimulatorWeather weather) {
    this.client = client;
    this.tenants = tenants;
    this.weather = weather;
  }

  FrontAnswer answer(FrontRequest request, Caller caller) {
    if (!VERBS.contains(request.verb())) {
      throw new RequestRefused(HtmlPages.error(405, "Method Not Allowed"));
    }
    return client
        .answer(request, caller)
        .or(() -> tenants.answer(request, caller))
        .orElseGet(() -> model(request, caller));
  }

  private FrontAnswer model(FrontRequest request, Caller caller) {
    ModelRequest asked =
        new ModelRequest(
            caller.user(),
            request.verb(),
            request.path(),
            request.query(),
            StrictJson.body(request));
    if (CallKind.of(request).isWrite()) {
      weather.beforeWrite();
    }
    ModelAnswer answer = tenants.model(request, caller).answer(asked);
    return answer
        .body()
        .map(body -> FrontAnswer.json(answer.status(), body))
        .orElseGet(() -> FrontAnswer.empty(answer.status()));
  }
}
