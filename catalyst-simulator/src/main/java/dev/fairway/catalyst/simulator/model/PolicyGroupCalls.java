package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.check.ManagerRefusal;
import dev.fairway.catalyst.simulator.model.fabric.SeedPolicyGroup;

/** The other user experience, to be read: {@code /v1/policy-group}. Its answers are bare arrays. */
final class PolicyGroupCalls {

  private static final String GROUPS = "/v1/policy-group";

  private final ModelState state;

  PolicyGroupCalls(ModelState state) {
    this.state = state;
  }

  void addTo(RouteTable routes) {
    routes
        .add("GET", GROUPS, call -> all())
        .add("GET", GROUPS + "/{id}/device/associate", this::edges)
        .add("GET", GROUPS + "/{id}/device/associate/", this::edges);
  }

  private ModelAnswer all() {
    return AnswerShapes.ok(
        AnswerShapes.array(
            state.fabric.seed().policyGroups().stream()
                .map(
                    group ->
                        AnswerShapes.object()
                            .put("id", group.id())
                            .put("name", group.name())
                            .put("solution", "sdwan")
                            .put("numberOfDevices", group.edges().size()))
                .toList()));
  }

  private ModelAnswer edges(ModelCall call) {
    SeedPolicyGroup group =
        state.fabric.seed().policyGroups().stream()
            .filter(one -> one.id().equals(call.part("id")))
            .findFirst()
            .orElseThrow(() -> ManagerRefusal.notFound("Invalid policy group passed"));
    ObjectNode answer = AnswerShapes.object();
    answer.set(
        "devices",
        AnswerShapes.array(
            group.edges().stream()
                .map(uuid -> AnswerShapes.object().put("id", uuid).put("policyGroupUpToDate", true))
                .toList()));
    return AnswerShapes.ok(answer);
  }
}
