package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.runtime.Condition;
import java.util.List;

/**
 * All that Fairway has to say in the status of one Service, as it goes out: what is not in it, the
 * API server takes away.
 *
 * @param number larger than that of every earlier write of this process
 * @param service which Service
 * @param uid which one of that name
 * @param conditions of Fairway's types, by type; none: they shall go
 */
record StatusWrite(long number, ServiceKey service, String uid, List<StoredCondition> conditions) {

  StatusWrite {
    conditions = List.copyOf(conditions);
  }

  /** The text that remembers the intent in force; empty where there is none. */
  String acceptedText() {
    return acceptedText(conditions);
  }

  static String acceptedText(List<StoredCondition> conditions) {
    return conditions.stream()
        .filter(one -> one.type().equals(Condition.ACCEPTED))
        .map(StoredCondition::message)
        .findFirst()
        .orElse("");
  }
}
