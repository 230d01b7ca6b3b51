package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.check.ManagerRefusal;
import dev.fairway.catalyst.simulator.model.store.ManagerObject;
import dev.fairway.catalyst.simulator.model.store.ObjectType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Centralized policies: {@code /template/policy/vsmart/...}. */
final class PolicyCalls {

  private static final String TOKEN = "vsmart";
  private static final String POLICIES = "/template/policy/vsmart";
  private static final Set<String> PUSH_FIELDS = Set.of("isEdited", "processId");

  private final ModelState state;
  private final ObjectViews views;
  private final PushDesk pushes;

  PolicyCalls(ModelState state, PushDesk pushes) {
    this.state = state;
    this.views = new ObjectViews(state.database);
    this.pushes = pushes;
  }

  void addTo(RouteTable routes) {
    routes
        .add("GET", POLICIES, call -> all())
        .add("POST", POLICIES, this::create)
        .add(
            "GET", POLICIES + "/definition/{id}", call -> AnswerShapes.ok(views.policy(find(call))))
        .add("GET", POLICIES + "/connectivity/status", call -> connectivity())
        .add("PUT", POLICIES + "/{id}", this::replace)
        .add("DELETE", POLICIES + "/{id}", this::delete)
        .add("POST", POLICIES + "/activate/{id}", this::activate)
        .add("POST", POLICIES + "/deactivate/{id}", this::deactivate)
        .add("POST", "/template/policy/assembly/vsmart", this::previewBody)
        .add("GET", "/template/policy/assembly/vsmart/{id}", call -> preview(find(call)));
  }

  private ModelAnswer all() {
    return AnswerShapes.data(
        state.database.all(ObjectType.POLICY).stream().map(views::row).toList());
  }

  private ManagerObject find(ModelCall call) {
    return state
        .database
        .find(ObjectType.POLICY, TOKEN, call.part("id"))
        .orElseThrow(() -> ManagerRefusal.notFound("No data found for " + call.part("id")));
  }

  private ObjectNode checked(ModelCall call, Optional<String> ownId) {
    ObjectNode body = ObjectViews.stripped(call.body());
    state.check.policy(body);
    String name = body.path("policyName").asText();
    state
        .database
        .named(ObjectType.POLICY, TOKEN, name)
        .filter(other -> !ownId.equals(Optional.of(other.id())))
        .ifPresent(
            other -> {
              throw ManagerRefusal.duplicate("policy with name '" + name + "' exists already");
            });
    return body;
  }

  private ModelAnswer create(ModelCall call) {
    ManagerObject made = unsaved(call);
    state.database.put(made);
    return AnswerShapes.ok(AnswerShapes.object().put("policyId", made.id()));
  }

  private ManagerObject unsaved(ModelCall call) {
    ObjectNode body = checked(call, Optional.empty());
    return new ManagerObject(
        ObjectType.POLICY,
        TOKEN,
        state.newId(),
        body,
        call.user(),
        state.now(),
        call.user(),
        false);
  }

  private ModelAnswer replace(ModelCall call) {
    ManagerObject before = find(call);
    ObjectNode body = checked(call, Optional.of(before.id()));
    boolean active = isActive(before);
    if (active) {
      state.edits.requireFree();
    }
    state.database.put(before.with(body, state.now(), call.user()));
    return AnswerShapes.ok(
        AnswerShapes.array(
            active
                ? state.controllers.stream().map(ControllerViews::affected).toList()
                : List.of()));
  }

  private boolean isActive(ManagerObject policy) {
    return state.database.activePolicy().filter(policy.id()::equals).isPresent();
  }

  private ModelAnswer delete(ModelCall call) {
    ManagerObject policy = find(call);
    if (isActive(policy)) {
      throw ManagerRefusal.inUse(policy.name() + " is active");
    }
    state.database.remove(policy.id());
    return AnswerShapes.empty();
  }

  private ModelAnswer activate(ModelCall call) {
    ManagerObject policy = find(call);
    requirePushBody(call);
    for (ControllerState controller : state.controllers) {
      if (!controller.isManaged()) {
        throw ManagerRefusal.precondition(
            "controller " + controller.seed().hostName() + " is in CLI mode");
      }
    }
    return AnswerShapes.ok(
        AnswerShapes.object().put("id", pushes.activate(call.user(), policy.id()).id()));
  }

  private ModelAnswer deactivate(ModelCall call) {
    ManagerObject policy = find(call);
    requirePushBody(call);
    if (!isActive(policy)) {
      throw ManagerRefusal.precondition(policy.name() + " is not active");
    }
    return AnswerShapes.ok(AnswerShapes.object().put("id", pushes.deactivate(call.user()).id()));
  }

  private static void requirePushBody(ModelCall call) {
    JsonNode body = call.request().body().orElseGet(AnswerShapes::object);
    body.fieldNames()
        .forEachRemaining(
            field -> {
              if (!PUSH_FIELDS.contains(field)) {
                throw ManagerRefusal.invalid(field + " is not a known field");
              }
            });
    if (body.has("isEdited") && !body.path("isEdited").isBoolean()) {
      throw ManagerRefusal.invalid("isEdited is not true or false");
    }
  }

  private ModelAnswer connectivity() {
    return AnswerShapes.data(
        state.controllers.stream().map(ControllerViews::connectivity).toList());
  }

  private ModelAnswer previewBody(ModelCall call) {
    return preview(unsaved(call));
  }

  private ModelAnswer preview(ManagerObject policy) {
    return PreviewText.answer(PreviewText.of(policy, state.database.snapshot().with(policy)));
  }
}
