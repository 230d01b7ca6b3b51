package dev.fairway.catalyst.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The reader of JSON bodies as the standard has them: UTF-8, one object or array, nothing after it,
 * no name twice. A body whose type the request does not say counts as JSON. What else the product
 * lets pass is not known, so a client that relies on it is refused here.
 */
final class StrictJson {

  private static final String MALFORMED = "Malformed JSON in the request body";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /** The body, where there is any. */
  static Optional<JsonNode> body(SimulatorRequest request) {
    if (!request.body().hasRemaining()) {
      return Optional.empty();
    }
    if (!request.contentType().isEmpty() && !request.contentType().equals("application/json")) {
      String details = "Content-Type '" + request.contentType() + "': must be application/json";
      throw new RefusedRequestException(
          SimulatorResponse.error(415, "SIMULATOR0415", "Unsupported media type", details));
    }
    return Optional.of(read(request.body()));
  }

  private static JsonNode read(ByteBuffer bytes) {
    try {
      JsonNode tree = MAPPER.readTree(text(bytes));
      if (!tree.isContainerNode()) {
        throw RefusedRequestException.malformed(
            MALFORMED, "the root must be an object or an array");
      }
      return tree;
    } catch (JsonProcessingException wrong) {
      throw RefusedRequestException.malformed(MALFORMED, where(wrong));
    }
  }

  private static String text(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException wrong) {
      throw RefusedRequestException.malformed(MALFORMED, "the body is not UTF-8");
    }
  }

  /** Never more than the place and the reason: a body may hold a password. */
  private static String where(JsonProcessingException wrong) {
    String place =
        Optional.ofNullable(wrong.getLocation())
            .map(at -> "line " + at.getLineNr() + ", column " + at.getColumnNr())
            .orElse("unknown place");
    String name = wrong.getOriginalMessage();
    return place + (name.startsWith("Duplicate field") ? ": a name that is there twice" : "");
  }
}
