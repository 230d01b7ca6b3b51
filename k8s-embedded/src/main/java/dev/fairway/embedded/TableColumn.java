package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One column of what {@code kubectl get} prints.
 *
 * @param cell what it says of an object, at a time
 */
record TableColumn(String name, BiFunction<JsonNode, Instant, String> cell) {

  static TableColumn text(String name, String... path) {
    return new TableColumn(name, (object, now) -> or(Trees.text(object, path), "<none>"));
  }

  static TableColumn age() {
    return new TableColumn(
        "Age", (object, now) -> since(Trees.text(object, "metadata", "creationTimestamp"), now));
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
    for (JsonNode port : Trees.at(object, "spec", "ports")) {
      String node = port.has("nodePort") ? ":" + port.path("nodePort").asText() : "";
      ports.add(port.path("port").asText() + node + "/" + Trees.text(port, "protocol"));
    }
    return or(String.join(",", ports), "<none>");
  }

  static String ingress(JsonNode object, Instant now) {
    List<String> addresses = texts(Trees.at(object, "status", "loadBalancer", "ingress"), "ip");
    boolean awaited = "LoadBalancer".equals(Trees.text(object, "spec", "type"));
    return or(String.join(",", addresses), awaited ? "<pending>" : "<none>");
  }

  static String slicePorts(JsonNode object, Instant now) {
    return or(String.join(",", texts(object.path("ports"), "port")), "<unset>");
  }

  static String endpoints(JsonNode object, Instant now) {
    List<String> addresses = new ArrayList<>();
    object
        .path("endpoints")
        .forEach(one -> one.path("addresses").forEach(text -> addresses.add(text.asText())));
    String shown = String.join(",", addresses.subList(0, Math.min(3, addresses.size())));
    String more = addresses.size() > 3 ? " + " + (addresses.size() - 3) + " more..." : "";
    return or(shown + more, "<unset>");
  }

  static String ready(JsonNode object, Instant now) {
    for (JsonNode condition : Trees.at(object, "status", "conditions")) {
      if ("Ready".equals(Trees.text(condition, "type"))) {
        return "True".equals(Trees.text(condition, "status")) ? "Ready" : "NotReady";
      }
    }
    return "Unknown";
  }

  static String lastSeen(JsonNode event, Instant now) {
    String last = Trees.text(event, "lastTimestamp").replace("null", "");
    String first = Trees.text(event, "eventTime").replace("null", "");
    String made = Trees.text(event, "metadata", "creationTimestamp");
    return since(or(or(last, first), made), now);
  }

  static String about(JsonNode event, Instant now) {
    JsonNode object = event.path("involvedObject");
    return (Trees.text(object, "kind") + "/" + Trees.text(object, "name"))
        .toLowerCase(java.util.Locale.ROOT);
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(Trees.text(item, field)));
    return texts;
  }
}
