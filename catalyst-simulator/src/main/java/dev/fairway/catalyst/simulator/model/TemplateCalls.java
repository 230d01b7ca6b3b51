package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.check.ManagerRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Templates of controllers: {@code /template/device/...}, {@code /template/lock/...}. */
final class TemplateCalls {

  private static final String CONFIG = "/template/device/config";

  private final ModelState state;
  private final PushDesk pushes;

  TemplateCalls(ModelState state, PushDesk pushes) {
    this.state = state;
    this.pushes = pushes;
  }

  void addTo(RouteTable routes) {
    routes
        .add("GET", "/template/device", call -> templates())
        .add("GET", CONFIG + "/attached/{id}", call -> attached(call.part("id")))
        .add("POST", CONFIG + "/input", this::input)
        .add("POST", CONFIG + "/attachfeature", call -> attach(call, Optional.of("template")))
        .add("POST", CONFIG + "/attachcli", call -> attach(call, Optional.of("file")))
        .add("POST", CONFIG + "/attachment", call -> attach(call, Optional.empty()))
        .add("PUT", "/template/lock/{id}", this::renew)
        .add("DELETE", "/template/lock/{id}", this::drop);
  }

  private ModelAnswer templates() {
    return Trees.data(state.managed().stream().map(ControllerViews::template).toList());
  }

  private ControllerState ofTemplate(String templateId) {
    return state.managed().stream()
        .filter(controller -> controller.templateId().equals(templateId))
        .findFirst()
        .orElseThrow(() -> ManagerRefusal.template("Invalid Template Id", templateId));
  }

  private ModelAnswer attached(String templateId) {
    return Trees.data(List.of(ControllerViews.attached(ofTemplate(templateId))));
  }

  private ModelAnswer input(ModelCall call) {
    ObjectNode body = call.body();
    requireEditedFlag(body);
    ControllerState controller = ofTemplate(body.path("templateId").asText());
    List<ObjectNode> rows = new ArrayList<>();
    for (JsonNode id : body.path("deviceIds")) {
      requireAttached(controller, id.asText());
      rows.add(ControllerViews.inputRow(controller));
    }
    if (rows.isEmpty()) {
      throw ManagerRefusal.invalid("deviceIds is empty or missing");
    }
    ObjectNode answer = Trees.object();
    answer.putObject("header").putArray("columns");
    answer.set("data", Trees.array(rows));
    return Trees.ok(answer);
  }

  private static void requireAttached(ControllerState controller, String uuid) {
    if (!controller.seed().uuid().equals(uuid)) {
      throw ManagerRefusal.template(
          "Invalid Template Id", "device '" + uuid + "' is not attached to the template");
    }
  }

  private static boolean requireEditedFlag(JsonNode template) {
    if (!template.path("isEdited").isBoolean()) {
      throw ManagerRefusal.invalid("isEdited is not true or false");
    }
    return template.path("isEdited").booleanValue();
  }

  private ModelAnswer attach(ModelCall call, Optional<String> configType) {
    List<ControllerState> targets = new ArrayList<>();
    boolean edited = false;
    for (JsonNode template : call.body().path("deviceTemplateList")) {
      ControllerState controller = ofTemplate(template.path("templateId").asText());
      requireType(controller, configType);
      requireRows(controller, template.path("device"));
      edited |= requireEditedFlag(template);
      targets.add(controller);
    }
    if (targets.isEmpty()) {
      throw ManagerRefusal.invalid("deviceTemplateList is empty or missing");
    }
    if (edited && state.edits.expired()) {
      throw ManagerRefusal.expired("the edit was taken back");
    }
    String action =
        configType.equals(Optional.of("file")) ? PushDesk.FILE_TEMPLATE : PushDesk.FEATURE_TEMPLATE;
    return Trees.ok(Trees.object().put("id", pushes.templates(call.user(), action, targets).id()));
  }

  private static void requireType(ControllerState controller, Optional<String> configType) {
    String actual = controller.seed().mode().configType();
    if (!configType.orElse(actual).equals(actual)) {
      throw ManagerRefusal.template(
          "Invalid template type",
          "the template of " + controller.seed().hostName() + " is of type " + actual);
    }
  }

  private static void requireRows(ControllerState controller, JsonNode rows) {
    if (!rows.isArray() || rows.isEmpty()) {
      throw ManagerRefusal.invalid("device is empty or missing");
    }
    for (JsonNode row : rows) {
      requireAttached(controller, row.path("csv-deviceId").asText());
      if (!row.path("csv-status").asText().equals("complete")) {
        throw ManagerRefusal.invalid("csv-status is not complete");
      }
    }
  }

  private ModelAnswer renew(ModelCall call) {
    state.edits.renew(call.part("id"));
    return Trees.empty();
  }

  private ModelAnswer drop(ModelCall call) {
    state.edits.drop(call.part("id"));
    return Trees.empty();
  }
}
