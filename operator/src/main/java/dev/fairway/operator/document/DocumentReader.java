package dev.fairway.operator.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.List;
import java.util.OptionalInt;

/** Documents back from JSON. Fields that are not known are passed over: there may be newer ones. */
public final class DocumentReader {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private DocumentReader() {}

  /** The version of a document's form; empty where the text is no document of ours. */
  public static OptionalInt versionOf(String json) {
    try {
      JsonNode version = MAPPER.readTree(json).path("formatVersion");
      return version.getNodeType() == JsonNodeType.NUMBER
          ? OptionalInt.of(version.intValue())
          : OptionalInt.empty();
    } catch (JsonProcessingException noJson) {
      return OptionalInt.empty();
    }
  }

  /**
   * An explanation.
   *
   * @throws JsonProcessingException where it is none
   */
  public static ExplainDocument explain(String json) throws JsonProcessingException {
    return MAPPER.readValue(json, ExplainDocument.class);
  }

  /**
   * A trace.
   *
   * @throws JsonProcessingException where it is none
   */
  public static TraceDocument trace(String json) throws JsonProcessingException {
    JsonNode root = MAPPER.readTree(json);
    return new TraceDocument(
        root.path("formatVersion").intValue(),
        MAPPER.treeToValue(root, TraceDocument.PacketView.class),
        MAPPER.treeToValue(root.required("reply"), TraceDocument.PacketView.class),
        root.path("note").asText(),
        List.of(MAPPER.treeToValue(root.required("diagnostics"), DiagnosticView[].class)));
  }

  /** Why there is no document; where even that cannot be read, says so. */
  public static ProblemDocument problem(String json) {
    try {
      return MAPPER.readValue(json, ProblemDocument.class);
    } catch (JsonProcessingException other) {
      return ProblemDocument.of("the server does not say why it gives no answer", List.of());
    }
  }
}
