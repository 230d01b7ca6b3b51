package dev.fairway.catalyst.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.ManagerModel;
import java.util.List;
import java.util.Optional;

/** The endpoints of a provider with several tenants, and the session in each of them. */
final class TenantEndpoints {

  private static final PathPattern ENTER = PathPattern.parse("/tenant/{id}/vsessionid");

  private final List<SimulatedTenant> tenants;
  private final ManagerModel provider;

  TenantEndpoints(List<SimulatedTenant> tenants, ManagerModel provider) {
    this.tenants = List.copyOf(tenants);
    this.provider = provider;
  }

  Optional<SimulatorResponse> answer(SimulatorRequest request, AuthenticatedUser caller) {
    if (tenants.isEmpty() || tenant(request, caller).isPresent()) {
      return Optional.empty();
    }
    if (request.is("GET", "/tenant")) {
      return Optional.of(all());
    }
    return request.verb().equals("POST") && ENTER.matches(request.path())
        ? Optional.of(enter(request.path().replaceAll("^/tenant/|/vsessionid$", ""), caller))
        : Optional.empty();
  }

  private SimulatorResponse all() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode data = body.putArray("data");
    tenants.forEach(
        tenant ->
            data.addObject()
                .put("name", tenant.name())
                .put("tenantId", tenant.id())
                .put("subDomain", tenant.subDomain()));
    return SimulatorResponse.json(200, body);
  }

  private SimulatorResponse enter(String id, AuthenticatedUser caller) {
    if (tenants.stream().noneMatch(tenant -> tenant.id().equals(id))) {
      return SimulatorResponse.error(
          400, "SIMULATOR0404", "Invalid tenant", "no tenant with id " + id);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return SimulatorResponse.json(200, body.put("VSessionId", caller.enter(id)));
  }

  /**
   * The tenant into which the request goes; empty in the provider's view.
   *
   * @throws RefusedRequestException where its view is none of the caller's
   */
  Optional<SimulatedTenant> tenant(SimulatorRequest request, AuthenticatedUser caller) {
    return request
        .header("vsessionid")
        .map(
            view ->
                caller
                    .tenant(view)
                    .flatMap(this::tenant)
                    .orElseThrow(
                        () -> new RefusedRequestException(HtmlPages.error(403, "Forbidden"))));
  }

  private Optional<SimulatedTenant> tenant(String id) {
    return tenants.stream().filter(tenant -> tenant.id().equals(id)).findFirst();
  }

  /** What answers the request. */
  ManagerModel model(SimulatorRequest request, AuthenticatedUser caller) {
    return tenant(request, caller).map(SimulatedTenant::model).orElse(provider);
  }
}
