package dev.fairway.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an API server answered. */
record RawResponse(int code, Map<String, List<String>> headers, JsonNode body) {

  static RawResponse of(int code, Map<String, List<String>> headers, String text) {
    try {
      return new RawResponse(code, headers, new ObjectMapper().readTree(text));
    } catch (JsonProcessingException notJson) {
      return new RawResponse(code, headers, TextNode.valueOf(text));
    }
  }

  /** Itself, if it has this code. */
  RawResponse expect(int wanted) {
    assertEquals(wanted, code, body.toString());
    return this;
  }

  /** Itself, if it is a failure with this code and reason. */
  RawResponse refused(int wanted, String reason) {
    expect(wanted);
    assertEquals("Failure", text("/status"), body.toString());
    assertEquals(reason, text("/reason"), body.toString());
    assertEquals(wanted, body.path("code").asInt(), body.toString());
    return this;
  }

  JsonNode at(String pointer) {
    return body.at(pointer);
  }

  String text(String pointer) {
    return body.at(pointer).asText();
  }

  String version() {
    return text("/metadata/resourceVersion");
  }

  /** The texts at a pointer into each item of a list. */
  List<String> each(String list, String pointer) {
    List<String> texts = new ArrayList<>();
    body.at(list).forEach(item -> texts.add(item.at(pointer).asText()));
    return texts;
  }

  List<String> names() {
    return each("/items", "/metadata/name");
  }

  /** The causes of a failure: reason and field. */
  List<String> causes() {
    List<String> causes = new ArrayList<>();
    at("/details/causes")
        .forEach(
            cause ->
                causes.add(cause.path("reason").asText() + " " + cause.path("field").asText()));
    return causes;
  }
}
