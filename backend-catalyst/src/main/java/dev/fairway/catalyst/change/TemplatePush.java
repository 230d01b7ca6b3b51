package dev.fairway.catalyst.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerApi;
import dev.fairway.catalyst.client.ManagerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The template push, of the controllers' device templates: after an edit of a definition or a list.
 * One request pushes all of them, each with the values that its devices have already.
 */
final class TemplatePush implements ControllerPush {

  private static final String CONFIG = "/template/device/config/";

  private final ManagerApi api;
  private final List<String> affected;

  /**
   * A push.
   *
   * @param affected the templates that the Manager said have to be pushed; empty where they are not
   *     known any more, and then all templates of controllers
   */
  TemplatePush(ManagerApi api, List<String> affected) {
    this.api = api;
    this.affected = List.copyOf(affected);
  }

  @Override
  public String start() {
    SortedMap<String, String> known = controllerTemplates();
    List<String> ids = affected.isEmpty() ? List.copyOf(known.keySet()) : affected;
    if (ids.isEmpty() || !known.keySet().containsAll(ids)) {
      throw refused("the templates " + ids + " are not all of controllers: " + known.keySet());
    }
    SortedSet<String> types = new TreeSet<>();
    ids.forEach(id -> types.add(String.valueOf(known.get(id))));
    ArrayNode templates = JsonNodeFactory.instance.arrayNode();
    ids.forEach(id -> templates.add(template(id)));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("deviceTemplateList", templates);
    return ControllerPush.taskId(api.post(CONFIG + endpoint(types), body));
  }

  private static String endpoint(SortedSet<String> types) {
    if (types.size() > 1) {
      return "attachment";
    }
    return types.contains("file") ? "attachcli" : "attachfeature";
  }

  /** The type of each template that controllers have, by its id. */
  private SortedMap<String, String> controllerTemplates() {
    SortedMap<String, String> types = new TreeMap<>();
    for (JsonNode device : api.get("/template/device?feature=all").path("data")) {
      boolean attached = device.path("devicesAttached").asInt(0) > 0;
      if (attached && device.path("deviceType").asText("").equals("vsmart")) {
        types.put(
            device.path("templateId").asText(""), device.path("configType").asText("template"));
      }
    }
    return types;
  }

  private ObjectNode template(String id) {
    List<String> devices = new ArrayList<>();
    api.get(CONFIG + "attached/" + id)
        .path("data")
        .forEach(device -> devices.add(device.path("uuid").asText("")));
    Map<String, Object> request =
        new TreeMap<>(
            Map.of(
                "templateId", id, "deviceIds", devices, "isEdited", true, "isMasterEdited", false));
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (JsonNode row : api.ask(CONFIG + "input", request).path("data")) {
      if (!row.path("csv-status").asText("").equals("complete")) {
        throw refused("template " + id + " lacks a value for a device, so it cannot be pushed");
      }
      ObjectNode copy = row.deepCopy();
      rows.add(copy.put("csv-templateId", id));
    }
    if (rows.isEmpty()) {
      throw refused("template " + id + " has no device, so it cannot be pushed");
    }
    ObjectNode template = JsonNodeFactory.instance.objectNode();
    template.put("templateId", id).set("device", rows);
    return template.put("isEdited", true).put("isMasterEdited", false);
  }

  private static ManagerException refused(String why) {
    return new ManagerException(ManagerException.Reason.REFUSED, why);
  }
}
