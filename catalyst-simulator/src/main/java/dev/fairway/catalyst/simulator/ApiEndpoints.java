package dev.fairway.catalyst.simulator;

import dev.fairway.catalyst.simulator.model.ModelRequest;
import dev.fairway.catalyst.simulator.model.ModelResponse;
import java.util.Set;

/** The endpoints below {@code /dataservice}, for logged-in users. */
final class ApiEndpoints {

  private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "DELETE");

  private final ClientEndpoints client;
  private final TenantEndpoints tenants;
  private final SimulatorFaultInjector faultInjector;

  ApiEndpoints(
      ClientEndpoints client, TenantEndpoints tenants, SimulatorFaultInjector faultInjector) {
    this.client = client;
    this.tenants = tenants;
    this.faultInjector = faultInjector;
  }

  SimulatorResponse answer(SimulatorRequest request, AuthenticatedUser caller) {
    if (!VERBS.contains(request.verb())) {
      throw new RefusedRequestException(HtmlPages.error(405, "Method Not Allowed"));
    }
    return client
        .answer(request, caller)
        .or(() -> tenants.answer(request, caller))
        .orElseGet(() -> model(request, caller));
  }

  private SimulatorResponse model(SimulatorRequest request, AuthenticatedUser caller) {
    ModelRequest asked =
        new ModelRequest(
            caller.user(),
            request.verb(),
            request.path(),
            request.query(),
            StrictJson.body(request));
    if (CallKind.of(request).isWrite()) {
      faultInjector.beforeWrite();
    }
    ModelResponse answer = tenants.model(request, caller).answer(asked);
    return answer
        .body()
        .map(body -> SimulatorResponse.json(answer.status(), body))
        .orElseGet(() -> SimulatorResponse.empty(answer.status()));
  }
}
