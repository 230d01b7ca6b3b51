package dev.fairway.operator.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/**
 * The JSON form of documents: fields in the order of the records, a line feed at every line's end.
 * Where it is read back, unknown fields are ignored: a newer version may have more.
 */
public final class Json {

  /**
   * The version of the form of every document. From the release of 0.1.0 on it changes when a field
   * changes its meaning or goes.
   */
  public static final int FORMAT_VERSION = 1;

  private static final ObjectWriter WRITER =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private static final JsonMapper READER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final String LOOK = "look";

  private Json() {}

  /** The document as text, with a line feed at its end. */
  public static String of(Object document) {
    try {
      return WRITER.writeValueAsString(document) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a document is made of records, lists and texts", impossible);
    }
  }

  /** The format version of a document; empty where the text is no document. */
  public static OptionalInt versionOf(String json) {
    try {
      JsonNode version = READER.readTree(json).path("formatVersion");
      return version.getNodeType() == JsonNodeType.NUMBER
          ? OptionalInt.of(version.intValue())
          : OptionalInt.empty();
    } catch (JsonProcessingException noJson) {
      return OptionalInt.empty();
    }
  }

  /**
   * Reads an explanation.
   *
   * @throws JsonProcessingException where it is none
   */
  public static ExplainDocument explain(String json) throws JsonProcessingException {
    JsonNode root = READER.readTree(json);
    if (root instanceof ObjectNode document && !document.has(LOOK)) {
      // A server of the version before does not tell how old its answer is.
      document.set(LOOK, READER.valueToTree(LookView.UNKNOWN));
    }
    return READER.treeToValue(root, ExplainDocument.class);
  }

  /**
   * Reads a trace.
   *
   * @throws JsonProcessingException where it is none
   */
  public static TraceDocument trace(String json) throws JsonProcessingException {
    JsonNode root = READER.readTree(json);
    return new TraceDocument(
        root.path("formatVersion").intValue(),
        READER.treeToValue(root, TraceDocument.PacketView.class),
        READER.treeToValue(root.required("reply"), TraceDocument.PacketView.class),
        root.has(LOOK) ? READER.treeToValue(root.required(LOOK), LookView.class) : LookView.UNKNOWN,
        root.path("note").asText(),
        List.of(READER.treeToValue(root.required("diagnostics"), DiagnosticView[].class)));
  }

  /** Reads the problem that came instead of a document; another one where it is not readable. */
  public static ProblemDocument problem(String json) {
    try {
      return READER.readValue(json, ProblemDocument.class);
    } catch (JsonProcessingException other) {
      return ProblemDocument.of("the server does not say why it gives no answer", List.of());
    }
  }
}
