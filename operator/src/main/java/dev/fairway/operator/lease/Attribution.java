package dev.fairway.operator.lease;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The statement of who did something, when and why, as the value of an annotation. Whoever may
 * write the annotation can state anything: what the API server itself recorded stands in its audit
 * log. Immutable; no text is longer than {@link #LONGEST} or leaves its line.
 *
 * @param by the user's name; empty where none is stated
 * @param at the time by the clock of whoever wrote it; empty where none is stated
 * @param reason in the user's own words; empty where none is stated
 */
public record Attribution(Optional<String> by, Optional<Instant> at, Optional<String> reason) {

  /** The longest name and the longest reason, in characters. */
  public static final int LONGEST = 200;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

  /** Cuts what is too long, and replaces what is no visible character. */
  public Attribution {
    by = by.map(Attribution::shown).filter(text -> !text.isEmpty());
    reason = reason.map(Attribution::shown).filter(text -> !text.isEmpty());
  }

  private static String shown(String text) {
    String visible = INVISIBLE.matcher(text).replaceAll(" ").strip();
    return visible.length() <= LONGEST ? visible : visible.substring(0, LONGEST) + "...";
  }

  /**
   * Reads a value: JSON as {@link #json} writes it; any other text is the reason, since people
   * annotate by hand too.
   */
  static Attribution of(String value) {
    try {
      if (JSON.readTree(value) instanceof ObjectNode object) {
        return new Attribution(
            text(object, "by"),
            text(object, "at").flatMap(Attribution::time),
            text(object, "reason"));
      }
    } catch (JsonProcessingException plain) {
      // A text of people's own.
    }
    return new Attribution(Optional.empty(), Optional.empty(), Optional.of(value));
  }

  private static Optional<String> text(ObjectNode object, String field) {
    return Optional.ofNullable(object.get(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  /** The value of an annotation: {@code {"by":"alice","at":"2026-11-29T20:00:00Z"}}. */
  public String json() {
    ObjectNode object = JSON.createObjectNode();
    by.ifPresent(name -> object.put("by", name));
    at.ifPresent(time -> object.put("at", time.toString()));
    reason.ifPresent(why -> object.put("reason", why));
    return object.toString();
  }

  /** The user's name, or words that say that none is stated. */
  public String who() {
    return by.orElse("a user who is not named");
  }

  /** {@code by alice since 2026-11-29T20:00:00Z: the reason}, of what lasts. */
  public String since() {
    return text(" since ");
  }

  /** {@code by alice at 2026-11-29T20:00:00Z: the reason}, of what is over. */
  public String once() {
    return text(" at ");
  }

  private String text(String preposition) {
    return "by "
        + who()
        + at.map(time -> preposition + time).orElse("")
        + reason.map(why -> ": " + why).orElse("");
  }
}
