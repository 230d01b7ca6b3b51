package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.store.ManagerObject;
import dev.fairway.catalyst.simulator.model.store.ObjectType;
import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The endpoints of centralized policies: {@code /template/policy/vsmart/...}. */
final class PolicyEndpoints {

  private static final String TOKEN = "vsmart";
  private static final String POLICIES = "/template/policy/vsmart";
  private static final Set<String> PUSH_FIELDS = Set.of("isEdited", "processId", "policyName");

  private final ModelState state;
  private final ObjectJson views;
  private final PushScheduler pushes;

  PolicyEndpoints(ModelState state, PushScheduler pushes) {
    this.state = state;
    this.views = new ObjectJson(state.database);
    this.pushes = pushes;
  }

  void addTo(RequestRouter routes) {
    routes
        .add("GET", POLICIES, call -> all())
        .add("GET", "/template/policy/vedge", call -> ResponseBodies.data(List.of()))
        .add("GET", "/template/policy/security", call -> ResponseBodies.data(List.of()))
        .add("POST", POLICIES, this::create)
        .add(
            "GET",
            POLICIES + "/definition/{id}",
            call -> ResponseBodies.ok(views.policy(find(call))))
        .add("GET", POLICIES + "/connectivity/status", call -> connectivity())
        .add("PUT", POLICIES + "/{id}", call -> replace(call, true))
        .add("PUT", POLICIES + "/central/{id}", call -> replace(call, false))
        .add("DELETE", POLICIES + "/{id}", this::delete)
        .add("POST", POLICIES + "/activate/{id}", this::activate)
        .add("POST", POLICIES + "/deactivate/{id}", this::deactivate)
        .add("POST", "/template/policy/assembly/vsmart", this::previewBody)
        .add("GET", "/template/policy/assembly/vsmart/{id}", call -> preview(find(call)));
  }

  private ModelResponse all() {
    return ResponseBodies.data(
        state.database.all(ObjectType.POLICY).stream().map(views::row).toList());
  }

  private ManagerObject find(RoutedModelRequest call) {
    return state
        .database
        .find(ObjectType.POLICY, TOKEN, call.part("id"))
        .orElseThrow(() -> ManagerErrorException.notFound("No data found for " + call.part("id")));
  }

  private ObjectNode checked(RoutedModelRequest call, Optional<String> ownId) {
    ObjectNode body = ObjectJson.stripped(call.body());
    state.check.policy(body);
    String name = body.path("policyName").asText();
    state
        .database
        .named(ObjectType.POLICY, TOKEN, name)
        .filter(other -> !ownId.equals(Optional.of(other.id())))
        .ifPresent(
            other -> {
              throw ManagerErrorException.duplicate(
                  "policy with name '" + name + "' exists already");
            });
    return body;
  }

  private ModelResponse create(RoutedModelRequest call) {
    ManagerObject made = unsaved(call);
    state.database.put(made);
    return ResponseBodies.ok(ResponseBodies.object().put("policyId", made.id()));
  }

  private ManagerObject unsaved(RoutedModelRequest call) {
    ObjectNode body = checked(call, Optional.empty());
    return ManagerObject.made(
        ObjectType.POLICY, TOKEN, state.newId(), body, call.user(), state.now());
  }

  /**
   * Writes a policy anew.
   *
   * @param locks false on the path that does not look at locks
   */
  private ModelResponse replace(RoutedModelRequest call, boolean locks) {
    ManagerObject before = find(call);
    ObjectNode body = checked(call, Optional.of(before.id()));
    boolean active = isActive(before);
    if (active && locks) {
      state.edits.requireFree();
    }
    state.database.put(before.with(body, state.now(), call.user()));
    return ResponseBodies.ok(
        ResponseBodies.array(
            active
                ? state.controllers.stream().map(ControllerJson::affected).toList()
                : List.of()));
  }

  private boolean isActive(ManagerObject policy) {
    return state.database.activePolicy().filter(policy.id()::equals).isPresent();
  }

  private ModelResponse delete(RoutedModelRequest call) {
    ManagerObject policy = find(call);
    if (isActive(policy)) {
      throw ManagerErrorException.inUse(policy.name() + " is active");
    }
    state.database.remove(policy.id());
    return ResponseBodies.empty();
  }

  private ModelResponse activate(RoutedModelRequest call) {
    ManagerObject policy = find(call);
    requirePushBody(call);
    for (ControllerState controller : state.controllers) {
      if (!controller.isManaged()) {
        throw ManagerErrorException.precondition(
            "controller " + controller.seed().hostName() + " is in CLI mode");
      }
    }
    return ResponseBodies.ok(
        ResponseBodies.object().put("id", pushes.activate(call.user(), policy.id()).id()));
  }

  private ModelResponse deactivate(RoutedModelRequest call) {
    ManagerObject policy = find(call);
    requirePushBody(call);
    if (!isActive(policy)) {
      throw ManagerErrorException.precondition(policy.name() + " is not active");
    }
    return ResponseBodies.ok(
        ResponseBodies.object().put("id", pushes.deactivate(call.user()).id()));
  }

  private static void requirePushBody(RoutedModelRequest call) {
    JsonNode body = call.request().body().orElseGet(ResponseBodies::object);
    body.fieldNames()
        .forEachRemaining(
            field -> {
              if (!PUSH_FIELDS.contains(field)) {
                throw ManagerErrorException.invalid(field + " is not a known field");
              }
            });
    if (body.has("isEdited") && !body.path("isEdited").isBoolean()) {
      throw ManagerErrorException.invalid("isEdited is not true or false");
    }
  }

  private ModelResponse connectivity() {
    return ResponseBodies.data(
        state.controllers.stream().map(ControllerJson::connectivity).toList());
  }

  private ModelResponse previewBody(RoutedModelRequest call) {
    return preview(unsaved(call));
  }

  private ModelResponse preview(ManagerObject policy) {
    return PreviewText.answer(PreviewText.of(policy, state.database.snapshot().with(policy)));
  }
}
