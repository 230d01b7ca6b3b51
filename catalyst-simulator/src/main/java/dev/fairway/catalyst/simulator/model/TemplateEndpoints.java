package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The endpoints of templates of controllers: {@code /template/device/...}, {@code
 * /template/lock/...}.
 */
final class TemplateEndpoints {

  private static final String CONFIG = "/template/device/config";

  private final ModelState state;
  private final PushScheduler pushes;

  TemplateEndpoints(ModelState state, PushScheduler pushes) {
    this.state = state;
    this.pushes = pushes;
  }

  void addTo(RequestRouter routes) {
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

  /** One for all controllers of a sort, and one of the edges, which is not for us to push. */
  private ModelResponse templates() {
    Map<String, List<ControllerState>> byId = new TreeMap<>();
    for (ControllerState controller : state.managed()) {
      byId.computeIfAbsent(controller.templateId(), id -> new ArrayList<>()).add(controller);
    }
    List<ObjectNode> rows = new ArrayList<>();
    byId.values().forEach(attached -> rows.add(ControllerJson.template(attached)));
    rows.add(ControllerJson.edgeTemplate(state.fabric.seed()));
    return ResponseBodies.data(rows);
  }

  private List<ControllerState> ofTemplate(String templateId) {
    List<ControllerState> found =
        state.managed().stream()
            .filter(controller -> controller.templateId().equals(templateId))
            .toList();
    if (found.isEmpty()) {
      throw ManagerErrorException.template("Invalid Template Id", templateId);
    }
    return found;
  }

  private ModelResponse attached(String templateId) {
    return ResponseBodies.data(
        ofTemplate(templateId).stream().map(ControllerJson::attached).toList());
  }

  private ModelResponse input(RoutedModelRequest call) {
    ObjectNode body = call.body();
    requireEditedFlag(body);
    List<ControllerState> attached = ofTemplate(body.path("templateId").asText());
    List<ObjectNode> rows = new ArrayList<>();
    for (JsonNode id : body.path("deviceIds")) {
      rows.add(ControllerJson.inputRow(find(attached, id.asText())));
    }
    if (rows.isEmpty()) {
      throw ManagerErrorException.invalid("deviceIds is empty or missing");
    }
    ObjectNode answer = ResponseBodies.object();
    answer.putObject("header").putArray("columns");
    answer.set("data", ResponseBodies.array(rows));
    return ResponseBodies.ok(answer);
  }

  private static ControllerState find(List<ControllerState> attached, String uuid) {
    return attached.stream()
        .filter(controller -> controller.seed().uuid().equals(uuid))
        .findFirst()
        .orElseThrow(
            () ->
                ManagerErrorException.template(
                    "Invalid Template Id",
                    "device '" + uuid + "' is not attached to the template"));
  }

  private static boolean requireEditedFlag(JsonNode template) {
    if (!template.path("isEdited").isBoolean()) {
      throw ManagerErrorException.invalid("isEdited is not true or false");
    }
    return template.path("isEdited").booleanValue();
  }

  private ModelResponse attach(RoutedModelRequest call, Optional<String> configType) {
    List<ControllerState> targets = new ArrayList<>();
    boolean edited = false;
    for (JsonNode template : call.body().path("deviceTemplateList")) {
      List<ControllerState> attached = ofTemplate(template.path("templateId").asText());
      requireType(attached.get(0), configType);
      targets.addAll(rows(attached, template.path("device")));
      edited |= requireEditedFlag(template);
    }
    if (targets.isEmpty()) {
      throw ManagerErrorException.invalid("deviceTemplateList is empty or missing");
    }
    if (edited && state.edits.expired(call.user())) {
      throw ManagerErrorException.expired("the edit was taken back");
    }
    if (edited
        && state.attachWithoutEdit == AttachWithoutEdit.REFUSED
        && !state.edits.isUnderWay()) {
      throw ManagerErrorException.expired("no list, definition or template is being edited");
    }
    String action =
        configType.equals(Optional.of("file"))
            ? PushScheduler.FILE_TEMPLATE
            : PushScheduler.FEATURE_TEMPLATE;
    return ResponseBodies.ok(
        ResponseBodies.object().put("id", pushes.templates(call.user(), action, targets).id()));
  }

  private static void requireType(ControllerState controller, Optional<String> configType) {
    String actual = controller.seed().mode().configType();
    if (!configType.orElse(actual).equals(actual)) {
      throw ManagerErrorException.template(
          "Invalid template type",
          "the template of " + controller.seed().hostName() + " is of type " + actual);
    }
  }

  private static List<ControllerState> rows(List<ControllerState> attached, JsonNode rows) {
    if (!rows.isArray() || rows.isEmpty()) {
      throw ManagerErrorException.invalid("device is empty or missing");
    }
    List<ControllerState> found = new ArrayList<>();
    for (JsonNode row : rows) {
      found.add(find(attached, row.path("csv-deviceId").asText()));
      if (!row.path("csv-status").asText().equals("complete")) {
        throw ManagerErrorException.invalid("csv-status is not complete");
      }
    }
    return found;
  }

  private ModelResponse renew(RoutedModelRequest call) {
    state.edits.renew(call.part("id"));
    return ResponseBodies.empty();
  }

  private ModelResponse drop(RoutedModelRequest call) {
    state.edits.drop(call.part("id"));
    return ResponseBodies.empty();
  }
}
