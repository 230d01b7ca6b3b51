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
 * Pushes the templates of the controllers: the way for an edit of a definition or a list. All of
 * them in one request, each with the values that its devices have already.
 */
final class TemplatePush implements Push {

  private static final String CONFIG = "/template/device/config/";

  private final ManagerApi calls;
  private final List<String> affected;

  /**
   * A push.
   *
   * @param affected what the Manager said has to be pushed; empty where nobody knows any more: then
   *     all templates of controllers
   */
  TemplatePush(ManagerApi calls, List<String> affected) {
    this.calls = calls;
    this.affected = List.copyOf(affected);
  }

  @Override
  public String begin() {
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
    return taskId(calls.post(CONFIG + endpoint(types), body));
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
    for (JsonNode one : calls.get("/template/device?feature=all").path("data")) {
      boolean attached = one.path("devicesAttached").asInt(0) > 0;
      if (attached && one.path("deviceType").asText("").equals("vsmart")) {
        types.put(one.path("templateId").asText(""), one.path("configType").asText("template"));
      }
    }
    return types;
  }

  private ObjectNode template(String id) {
    List<String> devices = texts(calls.get(CONFIG + "attached/" + id).path("data"), "uuid");
    Map<String, Object> question =
        new TreeMap<>(
            Map.of(
                "templateId", id, "deviceIds", devices, "isEdited", true, "isMasterEdited", false));
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (JsonNode row : calls.ask(CONFIG + "input", question).path("data")) {
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

  private static List<String> texts(JsonNode objects, String field) {
    ArrayList<String> texts = new ArrayList<>();
    objects.forEach(one -> texts.add(one.path(field).asText("")));
    return texts;
  }

  private static ManagerException refused(String why) {
    return new ManagerException(ManagerException.Reason.REFUSED, why);
  }

  /** The task that an answer names. */
  static String taskId(JsonNode answer) {
    String id = answer.path("id").asText("");
    if (id.isEmpty()) {
      throw new ManagerException(
          ManagerException.Reason.ANSWER_LOST, "the push was answered without the id of a task");
    }
    return id;
  }
}
