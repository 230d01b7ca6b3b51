package dev.fairway.k8s.mapping;

import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import java.util.Optional;

/**
 * The source of the last good intent of a Service, asked once for each Service in each snapshot, on
 * the thread that takes the snapshot. The writer of the status knows it before the watch shows it.
 */
@FunctionalInterface
public interface LastGoodSource {

  /** The source that takes what the Service's condition shows. */
  LastGoodSource SHOWN = shown -> StoredCondition.lastGood(shown.conditions());

  /**
   * The canonical text; empty where there is none.
   *
   * @param shown the Service as the watch shows it
   */
  Optional<String> of(ServiceStatusView shown);
}
