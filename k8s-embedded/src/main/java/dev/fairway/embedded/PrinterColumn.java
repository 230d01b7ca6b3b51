package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A column of the table that {@code kubectl get} prints.
 *
 * @param cell the text for an object, at a time
 */
record PrinterColumn(String name, BiFunction<JsonNode, Instant, String> cell) {

  static PrinterColumn text(String name, String... path) {
    return new PrinterColumn(name, (object, now) -> or(JsonTrees.text(object, path), "<none>"));
  }

  static PrinterColumn age() {
    return new PrinterColumn(
        "Age",
        (object, now) -> since(JsonTrees.text(object, "metadata", "creationTimestamp"), now));
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  /** How long ago something was, in the two largest units that matter. */
  static String since(String time, Instant now) {
    try {
      Duration age = Duration.between(Instant.parse(time), now);
      if (age.toSeconds() < 120) {
        return Math.max(0, age.toSeconds()) + "s";
      }
      if (age.toMinutes() < 180) {
        return age.toMinutes() + "m" + (age.toMinutes() < 10 ? age.toSecondsPart() + "s" : "");
      }
      return age.toHours() < 48 ? age.toHours() + "h" : age.toDays() + "d";
    } catch (DateTimeParseException noTime) {
      return "<unknown>";
    }
  }

  static String ports(JsonNode object, Instant now) {
    List<String> ports = new ArrayList<>();
    for (JsonNode port : JsonTrees.at(object, "spec", "ports")) {
      String node = port.has("nodePort") ? ":" + port.path("nodePort").asText() : "";
      ports.add(port.path("port").asText() + node + "/" + JsonTrees.text(port, "protocol"));
    }
    return or(String.join(",", ports), "<none>");
  }

  static String ingress(JsonNode object, Instant now) {
    List<String> addresses = texts(JsonTrees.at(object, "status", "loadBalancer", "ingress"), "ip");
    boolean awaited = "LoadBalancer".equals(JsonTrees.text(object, "spec", "type"));
    return or(String.join(",", addresses), awaited ? "<pending>" : "<none>");
  }

  static String slicePorts(JsonNode object, Instant now) {
    return or(String.join(",", texts(object.path("ports"), "port")), "<unset>");
  }

  static String endpoints(JsonNode object, Instant now) {
    List<String> addresses = new ArrayList<>();
    object
        .path("endpoints")
        .forEach(
            endpoint -> endpoint.path("addresses").forEach(text -> addresses.add(text.asText())));
    String shown = String.join(",", addresses.subList(0, Math.min(3, addresses.size())));
    String more = addresses.size() > 3 ? " + " + (addresses.size() - 3) + " more..." : "";
    return or(shown + more, "<unset>");
  }

  static String ready(JsonNode object, Instant now) {
    for (JsonNode condition : JsonTrees.at(object, "status", "conditions")) {
      if ("Ready".equals(JsonTrees.text(condition, "type"))) {
        return "True".equals(JsonTrees.text(condition, "status")) ? "Ready" : "NotReady";
      }
    }
    return "Unknown";
  }

  static String lastSeen(JsonNode event, Instant now) {
    String last = JsonTrees.text(event, "lastTimestamp").replace("null", "");
    String first = JsonTrees.text(event, "eventTime").replace("null", "");
    String made = JsonTrees.text(event, "metadata", "creationTimestamp");
    return since(or(or(last, first), made), now);
  }

  static String about(JsonNode event, Instant now) {
    JsonNode object = event.path("involvedObject");
    return (JsonTrees.text(object, "kind") + "/" + JsonTrees.text(object, "name"))
        .toLowerCase(java.util.Locale.ROOT);
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(JsonTrees.text(item, field)));
    return texts;
  }
}
