package dev.fairway.k8s.objects;

import dev.fairway.core.intent.IntentAnnotations;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A condition as the API server holds it.
 *
 * @param type {@code fairway.dev/Accepted} or {@code fairway.dev/Programmed}
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason one word
 * @param message a sentence; of {@code Accepted} the canonical intent
 * @param lastTransitionTime when the status last changed, as RFC 3339 writes it
 * @param observedGeneration of the Service that the condition describes, where it has one
 */
public record StoredCondition(
    String type,
    String status,
    String reason,
    String message,
    Optional<String> lastTransitionTime,
    OptionalLong observedGeneration) {

  /** The prefix of the type of every condition of Fairway. */
  public static final String TYPE_PREFIX = IntentAnnotations.PREFIX;

  /** The condition of the type. */
  public static Optional<StoredCondition> find(List<StoredCondition> conditions, String type) {
    return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  /**
   * The message of {@link IntentAnnotations#ACCEPTED_CONDITION}: the canonical text of the intent
   * in force, whatever the condition's status; empty where there is none.
   */
  public static String acceptedText(List<StoredCondition> conditions) {
    return find(conditions, IntentAnnotations.ACCEPTED_CONDITION)
        .map(StoredCondition::message)
        .orElse("");
  }

  /** The last good intent that the conditions remember; empty where there is none. */
  public static Optional<String> lastGood(List<StoredCondition> conditions) {
    return Optional.of(acceptedText(conditions)).filter(text -> !text.isBlank());
  }
}
