package dev.fairway.catalyst.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/** The endpoints of the login by JWT: {@code POST /jwt/login} and {@code /jwt/refresh}. */
final class JwtEndpoints {

  private static final int USUAL_SECONDS = 1800;
  private static final int MOST_SECONDS = 604_800;

  private final JwtTokens tokens;
  private final SimulatorAuthenticator door;

  JwtEndpoints(JwtTokens tokens, SimulatorAuthenticator door) {
    this.tokens = tokens;
    this.door = door;
  }

  SimulatorResponse login(SimulatorRequest request) {
    JsonNode asked = asked(request);
    String user = asked.path("username").asText();
    if (!door.isRight(user, asked.path("password").asText())) {
      return refused("Invalid user or password");
    }
    Duration life = duration(asked);
    return SimulatorResponse.json(200, described(tokens.begin(user, life), life));
  }

  SimulatorResponse refresh(SimulatorRequest request) {
    JsonNode asked = asked(request);
    Optional<JwtTokens.Pair> renewed =
        tokens.renew(asked.path("refresh").asText(), duration(asked));
    return renewed
        .map(pair -> SimulatorResponse.json(200, tokens(pair)))
        .orElseGet(() -> refused("Invalid refresh token"));
  }

  private static JsonNode asked(SimulatorRequest request) {
    return StrictJson.body(request).orElseGet(MissingNode::getInstance);
  }

  private static Duration duration(JsonNode asked) {
    JsonNode given = asked.path("duration");
    int seconds = given.isMissingNode() ? USUAL_SECONDS : given.asInt();
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw RefusedRequestException.malformed(
          "Invalid duration", "duration " + given + ": must be 1 to " + MOST_SECONDS);
    }
    return Duration.ofSeconds(seconds);
  }

  private static ObjectNode tokens(JwtTokens.Pair pair) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("token", pair.token())
        .put("refresh", pair.refresh());
  }

  private static ObjectNode described(JwtTokens.Pair pair, Duration life) {
    return tokens(pair)
        .put("sub", pair.caller().user())
        .put("iss", "simulator")
        .put("aud", "vmanage")
        .put("userGroup", "[netadmin]")
        .put("duration", life.toSeconds())
        .put("exp", pair.expires().getEpochSecond())
        .put("csrf", pair.caller().xsrfToken())
        .put("isAPIKey", false)
        .put("tenantId", "default");
  }

  private static SimulatorResponse refused(String why) {
    return SimulatorResponse.error(401, "SIMULATOR0401", "Unauthorized", why);
  }
}
