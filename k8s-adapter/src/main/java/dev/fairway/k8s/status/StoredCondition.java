package dev.fairway.k8s.status;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A condition as the API server holds it.
 *
 * @param type {@code fairway.dev/Accepted} or {@code fairway.dev/Programmed}
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason one word
 * @param message for people; of {@code Accepted} the canonical intent
 * @param lastTransitionTime when the status last changed, as RFC 3339 writes it
 * @param observedGeneration of the Service that the condition speaks of, where it has one
 */
public record StoredCondition(
    String type,
    String status,
    String reason,
    String message,
    Optional<String> lastTransitionTime,
    OptionalLong observedGeneration) {

  /** A condition that names no generation. */
  public StoredCondition(
      String type,
      String status,
      String reason,
      String message,
      Optional<String> lastTransitionTime) {
    this(type, status, reason, message, lastTransitionTime, OptionalLong.empty());
  }
}
