package dev.fairway.demo;

import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import java.util.Optional;

/** Whether a cluster that was read shows what was written. Pure. */
final class ReadAsWritten {

  private ReadAsWritten() {}

  /**
   * True where the fleet shows the cluster whole, with the same Services, and each asks for the
   * same and has the same ports and endpoints. An API server adds ages and addresses of its own and
   * keeps what the operator said: those are not compared.
   */
  static boolean shows(FleetSnapshot seen, ClusterSnapshot written) {
    return Optional.ofNullable(seen.clusters().get(written.name()))
        .filter(cluster -> cluster.completeness() == Completeness.COMPLETE)
        .filter(cluster -> cluster.services().size() == written.services().size())
        .filter(
            cluster ->
                cluster.services().values().stream()
                    .allMatch(
                        seenService ->
                            Optional.ofNullable(written.services().get(seenService.key()))
                                .filter(one -> same(seenService, one))
                                .isPresent()))
        .isPresent();
  }

  private static boolean same(ServiceState seen, ServiceState written) {
    return seen.ports().equals(written.ports())
        && ServiceEndpoints.holding(seen.endpoints())
            .equals(ServiceEndpoints.holding(written.endpoints()))
        && seen.reading().asked().equals(written.reading().asked())
        && seen.reading().from().equals(written.reading().from());
  }
}
