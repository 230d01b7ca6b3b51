package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.StoredCondition;
import java.util.List;

/**
 * A write of the status of one Service: all conditions that Fairway owns there, since a server-side
 * apply removes those that are left out.
 *
 * @param number larger than that of every earlier write of this process
 * @param service which Service
 * @param uid of the Service
 * @param conditions of Fairway's types, by type; none: they shall go
 */
record StatusWrite(long number, ServiceKey service, String uid, List<StoredCondition> conditions) {

  StatusWrite {
    conditions = List.copyOf(conditions);
  }

  /** The message of the Accepted condition; empty where there is none. */
  String acceptedText() {
    return StoredCondition.acceptedText(conditions);
  }
}
