package dev.fairway.k8s.mapping;

import dev.fairway.k8s.objects.Parts;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Optional;

/**
 * The condition on a Service whose message is the canonical text of the intent in use. It is where
 * the last good intent is remembered.
 */
public final class AcceptedCondition {

  /** Its type. */
  public static final String TYPE = "fairway.dev/Accepted";

  private AcceptedCondition() {}

  /** The message of the condition, whatever its status; empty where there is none. */
  public static Optional<String> message(Service service) {
    if (service.getStatus() == null) {
      return Optional.empty();
    }
    return Parts.list(service.getStatus().getConditions()).stream()
        .filter(condition -> TYPE.equals(condition.getType()))
        .map(Condition::getMessage)
        .filter(message -> message != null && !message.isBlank())
        .findFirst();
  }
}
