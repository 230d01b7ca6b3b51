package dev.fairway.k8s.status;

import dev.fairway.k8s.objects.StoredCondition;
import dev.fairway.runtime.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The change of a Service's conditions by those that a sync reports, as {@code
 * meta.SetStatusCondition} of apimachinery: transition times change with the status alone. Pure.
 */
final class ConditionChange {

  /** The longest message that the API server takes, in characters. */
  static final int LONGEST_MESSAGE = 32_768;

  private static final String CUT = " ...";

  private ConditionChange() {}

  /** False where the text is exact and too long to be written. */
  static boolean fits(Condition condition) {
    return !condition.type().equals(Condition.ACCEPTED)
        || length(condition.message()) <= LONGEST_MESSAGE;
  }

  /**
   * The conditions that the Service shall have.
   *
   * @param current those of Fairway's types that it has
   * @param reported the new ones; of other types, the current ones stay
   * @param generation of the Service, where it has one
   * @return empty where nothing would change
   */
  static Optional<List<StoredCondition>> of(
      List<StoredCondition> current,
      List<Condition> reported,
      OptionalLong generation,
      Instant now) {
    TreeMap<String, StoredCondition> next = new TreeMap<>();
    current.forEach(condition -> next.put(condition.type(), condition));
    boolean changed = false;
    for (Condition condition : reported) {
      StoredCondition old = next.get(condition.type());
      StoredCondition wanted = stored(condition, Optional.ofNullable(old), generation, now);
      if (old == null || !isSame(old, wanted)) {
        next.put(wanted.type(), wanted);
        changed = true;
      }
    }
    return changed ? Optional.of(new ArrayList<>(next.values())) : Optional.empty();
  }

  private static StoredCondition stored(
      Condition condition, Optional<StoredCondition> old, OptionalLong generation, Instant now) {
    String status = condition.status().text();
    String changedAt =
        old.filter(previous -> previous.status().equals(status))
            .flatMap(StoredCondition::lastTransitionTime)
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    return new StoredCondition(
        condition.type(),
        status,
        condition.reason(),
        cut(condition.message()),
        Optional.of(changedAt),
        generation);
  }

  /** Times do not count, and a generation only where the old condition names another one. */
  private static boolean isSame(StoredCondition old, StoredCondition wanted) {
    return old.status().equals(wanted.status())
        && old.reason().equals(wanted.reason())
        && old.message().equals(wanted.message())
        && (old.observedGeneration().isEmpty()
            || old.observedGeneration().equals(wanted.observedGeneration()));
  }

  private static String cut(String message) {
    if (length(message) <= LONGEST_MESSAGE) {
      return message;
    }
    int end = message.offsetByCodePoints(0, LONGEST_MESSAGE - CUT.length());
    return message.substring(0, end) + CUT;
  }

  private static int length(String message) {
    return message.codePointCount(0, message.length());
  }
}
