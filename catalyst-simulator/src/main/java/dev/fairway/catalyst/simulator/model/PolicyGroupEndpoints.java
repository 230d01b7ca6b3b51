package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.fabric.SeedPolicyGroup;
import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import java.util.List;

/**
 * The endpoints of groups (UX 2.0): {@code /v1/policy-group}, and {@code /v1/config-group}, of
 * which there is none. Responses are bare arrays.
 */
final class PolicyGroupEndpoints {

  private static final String GROUPS = "/v1/policy-group";

  private final ModelState state;

  PolicyGroupEndpoints(ModelState state) {
    this.state = state;
  }

  void addTo(RequestRouter routes) {
    routes
        .add("GET", "/v1/config-group", call -> ResponseBodies.ok(ResponseBodies.array(List.of())))
        .add("GET", GROUPS, call -> all())
        .add("GET", GROUPS + "/{id}/device/associate", this::edges);
  }

  private ModelResponse all() {
    return ResponseBodies.ok(
        ResponseBodies.array(
            state.fabric.seed().policyGroups().stream()
                .map(
                    group ->
                        ResponseBodies.object()
                            .put("id", group.id())
                            .put("name", group.name())
                            .put("solution", group.solution())
                            .put("numberOfDevices", group.edges().size()))
                .toList()));
  }

  private ModelResponse edges(RoutedModelRequest call) {
    SeedPolicyGroup group =
        state.fabric.seed().policyGroups().stream()
            .filter(candidate -> candidate.id().equals(call.part("id")))
            .findFirst()
            .orElseThrow(() -> ManagerErrorException.notFound("Invalid policy group passed"));
    ObjectNode answer = ResponseBodies.object();
    answer.set(
        "devices",
        ResponseBodies.array(
            group.edges().stream()
                .map(
                    uuid ->
                        ResponseBodies.object().put("id", uuid).put("policyGroupUpToDate", true))
                .toList()));
    return ResponseBodies.ok(answer);
  }
}
