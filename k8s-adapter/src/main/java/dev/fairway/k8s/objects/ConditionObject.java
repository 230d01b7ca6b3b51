package dev.fairway.k8s.objects;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A condition as it stands on an object.
 *
 * @param type its type
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason one word
 * @param message for people
 * @param lastTransitionTime when the status last changed, as written
 * @param observedGeneration of the object that the condition speaks of, where it has one
 */
public record ConditionObject(
    String type,
    String status,
    String reason,
    String message,
    Optional<String> lastTransitionTime,
    OptionalLong observedGeneration) {}
