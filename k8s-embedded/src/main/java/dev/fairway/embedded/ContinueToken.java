package dev.fairway.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a list begins.
 *
 * @param revision the resource version that all pages show
 * @param after the path of the last object of the page before
 */
record ContinueToken(long revision, String after) {

  private static final String VERSION = "meta.k8s.io/v1";

  static ContinueToken parse(String text) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(text);
      JsonNode token = JsonTrees.MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
      if (VERSION.equals(JsonTrees.text(token, "v")) && token.path("rv").asLong() > 0) {
        return new ContinueToken(token.path("rv").asLong(), JsonTrees.text(token, "start"));
      }
    } catch (IllegalArgumentException | JsonProcessingException notOurs) {
      throw invalid();
    }
    throw invalid();
  }

  private static ApiStatusException invalid() {
    return ApiStatusException.badRequest("invalid continue token: continue key is not valid");
  }

  String text() {
    ObjectNode token = JsonTrees.object().put("v", VERSION).put("rv", revision).put("start", after);
    byte[] json = token.toString().getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }
}
