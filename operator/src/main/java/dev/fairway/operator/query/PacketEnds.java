package dev.fairway.operator.query;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.net.Flow;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import java.util.List;

/** Who is at the ends of a packet. */
final class PacketEnds {

  private PacketEnds() {}

  /** The Services whose pods are at either end. */
  static List<ResolvedService> servicesOf(ResolvedFleet fleet, Flow flow) {
    return fleet.clusters().values().stream()
        .flatMap(cluster -> cluster.services().stream())
        .filter(
            service ->
                service.state().endpoints().stream()
                    .flatMap(behind -> behind.endpoints().stream())
                    .map(Endpoint::address)
                    .anyMatch(one -> one.equals(flow.source()) || one.equals(flow.destination())))
        .toList();
  }
}
