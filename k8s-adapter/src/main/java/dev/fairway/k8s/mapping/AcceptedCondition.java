package dev.fairway.k8s.mapping;

import dev.fairway.k8s.objects.ConditionObject;
import dev.fairway.k8s.objects.ServiceView;
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
  public static Optional<String> message(ServiceView service) {
    return service.bookkeeping().conditions().stream()
        .filter(condition -> condition.type().equals(TYPE))
        .map(ConditionObject::message)
        .filter(message -> !message.isBlank())
        .findFirst();
  }
}
