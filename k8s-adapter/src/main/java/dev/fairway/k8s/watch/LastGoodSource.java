package dev.fairway.k8s.watch;

import dev.fairway.k8s.status.StoredCondition;
import dev.fairway.k8s.status.StoredService;
import dev.fairway.runtime.Condition;
import java.util.Optional;

/**
 * Tells the last good intent of a Service. Asked for each Service in each snapshot, from the thread
 * that asks for the snapshot: whoever writes the status knows it before the watch shows it.
 */
@FunctionalInterface
public interface LastGoodSource {

  /** The one that believes what is shown. */
  LastGoodSource SHOWN =
      shown ->
          shown
              .condition(Condition.ACCEPTED)
              .map(StoredCondition::message)
              .filter(message -> !message.isBlank());

  /**
   * The canonical text; empty where there is none.
   *
   * @param shown the Service as the watch shows it
   */
  Optional<String> of(StoredService shown);
}
