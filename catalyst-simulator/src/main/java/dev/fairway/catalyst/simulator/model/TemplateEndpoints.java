package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The endpoints of device templates: {@code /template/device/...}, {@code /template/lock/...},
 * {@code /template/config/device/mode/cli}.
 */
final class TemplateEndpoints {

  private static final String CONFIG = "/template/device/config";

  private final ModelState state;
  private final DeviceTemplates templates;
  private final PushScheduler pushes;

  TemplateEndpoints(ModelState state, PushScheduler pushes) {
    this.state = state;
    this.templates = new DeviceTemplates(state);
    this.pushes = pushes;
  }

  void addTo(RequestRouter routes) {
    routes
        .add("GET", "/template/device", call -> all())
        .add("GET", "/template/device/object/{id}", this::whole)
        .add("GET", "/template/feature", call -> ResponseBodies.data(List.of()))
        .add("GET", CONFIG + "/vbond", call -> validator())
        .add("GET", CONFIG + "/attached/{id}", this::attached)
        .add("POST", CONFIG + "/input", this::input)
        .add("POST", CONFIG + "/attachfeature", call -> attach(call, Optional.of("template")))
        .add("POST", CONFIG + "/attachcli", call -> attach(call, Optional.of("file")))
        .add("POST", CONFIG + "/attachment", call -> attach(call, Optional.empty()))
        .add("POST", "/template/config/device/mode/cli", this::cliMode)
        .add("PUT", "/template/lock/{id}", this::renew)
        .add("DELETE", "/template/lock/{id}", this::drop);
  }

  private ModelResponse all() {
    return ResponseBodies.data(templates.all().stream().map(DeviceTemplateJson::row).toList());
  }

  private ModelResponse whole(RoutedModelRequest call) {
    return ResponseBodies.ok(DeviceTemplateJson.whole(templates.find(call.part("id"))));
  }

  /** Whether the orchestrator (vBond) is known: without it no device template can be attached. */
  private static ModelResponse validator() {
    return ResponseBodies.ok(ResponseBodies.object().put("isVbondConfigured", true));
  }

  private ModelResponse attached(RoutedModelRequest call) {
    return ResponseBodies.data(
        templates.find(call.part("id")).attached().stream()
            .map(DeviceTemplateJson::attached)
            .toList());
  }

  private ModelResponse input(RoutedModelRequest call) {
    ObjectNode body = call.body();
    boolean edited = requireEditedFlag(body);
    DeviceTemplate template = templates.find(body.path("templateId").asText());
    List<ObjectNode> rows = new ArrayList<>();
    for (JsonNode id : body.path("deviceIds")) {
      rows.add(DeviceTemplateJson.inputRow(find(template, edited, id.asText())));
    }
    if (!body.path("deviceIds").isArray()) {
      throw ManagerErrorException.invalid("deviceIds is not an array");
    }
    ObjectNode answer = ResponseBodies.object();
    answer.putObject("header").set("columns", DeviceTemplateJson.columns());
    answer.set("data", ResponseBodies.array(rows));
    return ResponseBodies.ok(answer);
  }

  /**
   * A device of a template.
   *
   * @param edited true where it has to have the template already
   */
  private static ManagedDevice find(DeviceTemplate template, boolean edited, String uuid) {
    List<ManagedDevice> devices = edited ? template.attached() : template.devices();
    return devices.stream()
        .filter(device -> device.uuid().equals(uuid))
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
    List<ManagedDevice> targets = new ArrayList<>();
    boolean edited = false;
    for (JsonNode entry : call.body().path("deviceTemplateList")) {
      DeviceTemplate template = templates.find(entry.path("templateId").asText());
      requireType(template, configType);
      boolean inPlace = requireEditedFlag(entry);
      targets.addAll(rows(template, inPlace, entry.path("device")));
      edited |= inPlace;
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

  private static void requireType(DeviceTemplate template, Optional<String> configType) {
    if (!configType.orElse(template.configType()).equals(template.configType())) {
      throw ManagerErrorException.template(
          "Invalid template type",
          "the template " + template.name() + " is of type " + template.configType());
    }
  }

  private static List<ManagedDevice> rows(DeviceTemplate template, boolean edited, JsonNode rows) {
    if (!rows.isArray() || rows.isEmpty()) {
      throw ManagerErrorException.invalid("device is empty or missing");
    }
    List<ManagedDevice> found = new ArrayList<>();
    for (JsonNode row : rows) {
      found.add(find(template, edited, row.path("csv-deviceId").asText()));
      if (!row.path("csv-status").asText().equals("complete")) {
        throw ManagerErrorException.invalid("csv-status is not complete");
      }
    }
    return found;
  }

  /** Takes the templates off devices. */
  private ModelResponse cliMode(RoutedModelRequest call) {
    ObjectNode body = call.body();
    String type = body.path("deviceType").asText();
    List<ManagedDevice> targets = new ArrayList<>();
    for (JsonNode device : body.path("devices")) {
      targets.add(ofType(type, device.path("deviceId").asText()));
    }
    if (targets.isEmpty()) {
      throw ManagerErrorException.invalid("devices is empty or missing");
    }
    return ResponseBodies.ok(
        ResponseBodies.object().put("id", pushes.cliMode(call.user(), targets).id()));
  }

  /** Clients say {@code controller} as well as {@code vsmart}. */
  private ManagedDevice ofType(String type, String uuid) {
    String personality = type.equals("controller") ? "vsmart" : type;
    return templates.all().stream()
        .flatMap(template -> template.attached().stream())
        .filter(isDevice(personality, uuid))
        .findFirst()
        .orElseThrow(
            () ->
                ManagerErrorException.invalid(
                    "no device '" + uuid + "' of type '" + type + "' has a template"));
  }

  private static Predicate<ManagedDevice> isDevice(String personality, String uuid) {
    return device -> device.uuid().equals(uuid) && device.personality().equals(personality);
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
