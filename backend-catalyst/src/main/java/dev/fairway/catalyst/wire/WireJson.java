package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.io.IOException;
import java.util.Optional;

/**
 * The JSON mapper of the client. Everything that goes out is a record or a tree, never a text put
 * together, so a value cannot become structure. Thread-safe.
 */
public final class WireJson {

  /** A number keeps all its digits: a foreign sequence goes back as it came. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_VALUES)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private WireJson() {}

  /** A record or a tree as one line of JSON; the same for equal values. */
  public static String write(Object value) {
    return write(MAPPER.writer(), value);
  }

  /** A record or a tree as JSON over several lines; the same for equal values. */
  public static String indented(Object value) {
    return write(MAPPER.writerWithDefaultPrettyPrinter(), value);
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException(
          value.getClass().getSimpleName() + " is not a wire type", impossible);
    }
  }

  /**
   * Reads one JSON value of any kind, and nothing after it; no bytes are a missing node. Empty for
   * anything else.
   */
  public static Optional<JsonNode> tryParse(byte[] bytes) {
    try {
      return Optional.of(MAPPER.readTree(bytes));
    } catch (IOException refused) {
      return Optional.empty();
    }
  }

  /** A record as a tree. */
  public static ObjectNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * Reads one JSON object, and nothing after it.
   *
   * @throws BackendException of kind {@link ErrorKind#INTERNAL} for anything else: a login page, an
   *     array, a field that stands twice, a second root. The message holds no content
   */
  public static ObjectNode object(String text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException refused) {
      throw new BackendException(ErrorKind.INTERNAL, notAnObject(refused.getLocation()));
    }
    throw new BackendException(ErrorKind.INTERNAL, notAnObject(JsonLocation.NA));
  }

  private static String notAnObject(JsonLocation at) {
    String where =
        at.getLineNr() < 1 ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return "the Manager's answer is not one JSON object" + where;
  }

  /**
   * A tree as a record; empty where it does not fit, which is also so where a field is there that
   * the record does not know: what is not understood is never taken for understood.
   */
  public static <T> Optional<T> tryRead(JsonNode tree, Class<T> type) {
    try {
      return Optional.ofNullable(MAPPER.treeToValue(tree, type));
    } catch (JsonProcessingException | IllegalArgumentException refused) {
      return Optional.empty();
    }
  }
}
