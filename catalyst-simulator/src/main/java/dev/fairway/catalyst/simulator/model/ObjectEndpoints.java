package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.store.ManagerObject;
import dev.fairway.catalyst.simulator.model.store.ObjectType;
import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import dev.fairway.catalyst.simulator.model.validation.RequestBodyValidation;
import java.util.List;
import java.util.Optional;

/**
 * The endpoints of lists and definitions: {@code /template/policy/list/...}, {@code
 * .../definition/...}.
 */
final class ObjectEndpoints {

  private final ModelState state;
  private final ObjectJson views;

  ObjectEndpoints(ModelState state) {
    this.state = state;
    this.views = new ObjectJson(state.database);
  }

  void addTo(RequestRouter routes) {
    routes.add("GET", "/template/policy/list", call -> everyList());
    add(routes, ObjectType.LIST, "/template/policy/list/{token}");
    routes.add("GET", "/template/policy/list/{token}/filtered", this::filtered);
    addById(routes, ObjectType.LIST, "/template/policy/list/{token}");
    add(routes, ObjectType.DEFINITION, "/template/policy/definition/{token}");
    addById(routes, ObjectType.DEFINITION, "/template/policy/definition/{token}");
  }

  private void add(RequestRouter routes, ObjectType type, String path) {
    routes.add("GET", path, call -> all(type, call));
    routes.add("POST", path, call -> create(type, call));
    routes.add("POST", path + "/preview", call -> previewBody(type, call));
    routes.add("GET", path + "/preview/{id}", call -> preview(find(type, call)));
  }

  private void addById(RequestRouter routes, ObjectType type, String path) {
    routes.add("GET", path + "/{id}", call -> ResponseBodies.ok(views.whole(find(type, call))));
    routes.add("PUT", path + "/{id}", call -> replace(type, call));
    routes.add("DELETE", path + "/{id}", call -> delete(type, call));
  }

  private ModelResponse everyList() {
    return ResponseBodies.data(
        state.database.all(ObjectType.LIST).stream().map(views::whole).toList());
  }

  private ModelResponse all(ObjectType type, RoutedModelRequest call) {
    boolean other =
        type == ObjectType.DEFINITION
            && RequestBodyValidation.isOtherDefinitionToken(call.part("token"));
    if (other) {
      return ResponseBodies.data(List.of());
    }
    List<ManagerObject> objects = state.database.all(type, token(type, call));
    return ResponseBodies.data(
        objects.stream()
            .map(object -> type == ObjectType.LIST ? views.whole(object) : views.header(object))
            .toList());
  }

  private ModelResponse filtered(RoutedModelRequest call) {
    String tag = call.requiredQuery("infoTag");
    return ResponseBodies.data(
        state.database.all(ObjectType.LIST, token(ObjectType.LIST, call)).stream()
            .filter(list -> list.body().path("infoTag").asText().equals(tag))
            .map(views::whole)
            .toList());
  }

  private static String token(ObjectType type, RoutedModelRequest call) {
    String token = call.part("token");
    boolean known =
        type == ObjectType.LIST
            ? RequestBodyValidation.isListToken(token)
            : RequestBodyValidation.isDefinitionToken(token);
    if (!known) {
      throw ManagerErrorException.noSuchPath(call.request().path());
    }
    return token;
  }

  private ManagerObject find(ObjectType type, RoutedModelRequest call) {
    return state
        .database
        .find(type, token(type, call), call.part("id"))
        .orElseThrow(() -> ManagerErrorException.notFound("No data found for " + call.part("id")));
  }

  private ObjectNode checked(ObjectType type, RoutedModelRequest call, Optional<String> ownId) {
    ObjectNode body = ObjectJson.stripped(call.body());
    String token = token(type, call);
    if (type == ObjectType.LIST) {
      state.check.list(token, body);
    } else {
      state.check.definition(token, body);
    }
    String name = body.path("name").asText();
    state
        .database
        .named(type, token, name)
        .filter(other -> !ownId.equals(Optional.of(other.id())))
        .ifPresent(
            other -> {
              throw ManagerErrorException.duplicate(
                  token + " with name '" + name + "' exists already");
            });
    return body;
  }

  private ModelResponse create(ObjectType type, RoutedModelRequest call) {
    ObjectNode body = checked(type, call, Optional.empty());
    ManagerObject made =
        ManagerObject.made(type, token(type, call), state.newId(), body, call.user(), state.now());
    state.database.put(made);
    return ResponseBodies.ok(ResponseBodies.object().put(type.idField(), made.id()));
  }

  private ModelResponse replace(ObjectType type, RoutedModelRequest call) {
    ManagerObject before = requireChangeable(find(type, call));
    ObjectNode body = checked(type, call, Optional.of(before.id()));
    ObjectNode answer = ResponseBodies.object();
    if (state.database.isActive(before.id())) {
      EditLock lock = state.edits.begin(call.user(), Optional.of(before), state.timing.lease());
      answer.set("masterTemplatesAffected", ResponseBodies.texts(templates()));
      answer.put("processId", lock.processId());
    } else {
      answer.putArray("masterTemplatesAffected");
    }
    state.database.put(before.with(body, state.now(), call.user()));
    return ResponseBodies.ok(answer);
  }

  private List<String> templates() {
    return state.managed().stream()
        .map(controller -> DeviceTemplates.id(controller.seed().mode()))
        .distinct()
        .toList();
  }

  private static ManagerObject requireChangeable(ManagerObject object) {
    if (object.readOnly()) {
      throw ManagerErrorException.inUse(object.name() + " is the system's own and read-only");
    }
    return object;
  }

  private ModelResponse delete(ObjectType type, RoutedModelRequest call) {
    ManagerObject object = requireChangeable(find(type, call));
    List<ManagerObject> referrers = state.database.referrers(object.id());
    if (!referrers.isEmpty()) {
      throw ManagerErrorException.inUse(
          object.name() + " is referred to by " + referrers.get(0).name());
    }
    state.database.remove(object.id());
    return ResponseBodies.empty();
  }

  private ModelResponse previewBody(ObjectType type, RoutedModelRequest call) {
    String token = token(type, call);
    ObjectNode body = ObjectJson.stripped(call.body());
    if (type == ObjectType.LIST) {
      state.check.list(token, body);
    } else {
      state.check.definition(token, body);
    }
    return PreviewText.answer(PreviewText.of(token, body));
  }

  private static ModelResponse preview(ManagerObject object) {
    return PreviewText.answer(PreviewText.of(object.token(), object.body()));
  }
}
