package dev.fairway.operator.demo;

import dev.fairway.runtime.Condition;
import dev.fairway.runtime.ServiceStatus;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.Optional;
import java.util.Set;

/** Our two conditions on a Service, as an API server would keep them between passes. Pure. */
final class KeptConditions {

  private static final Set<String> OURS = Set.of(Condition.ACCEPTED, Condition.PROGRAMMED);

  private KeptConditions() {}

  /** The Service with what a pass said of it; without our conditions where it said nothing. */
  static Service on(Service service, Optional<ServiceStatus> said) {
    ServiceBuilder kept = new ServiceBuilder(service);
    var status = kept.editOrNewStatus();
    status.removeMatchingFromConditions(one -> OURS.contains(one.getType()));
    said.ifPresent(
        one ->
            one.conditions()
                .forEach(
                    condition ->
                        status.addToConditions(
                            new ConditionBuilder()
                                .withType(condition.type())
                                .withStatus(condition.status().text())
                                .withReason(condition.reason())
                                .withMessage(condition.message())
                                .build())));
    return status.endStatus().build();
  }
}
