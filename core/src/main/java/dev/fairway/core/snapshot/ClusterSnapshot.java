package dev.fairway.core.snapshot;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The snapshot of one cluster. Immutable.
 *
 * @param name its name
 * @param owner the owner of the rules that its Services become
 * @param generation grows with each snapshot of this process; not part of any output
 * @param completeness whether it was read whole
 * @param networks the addresses that its Services may claim; empty: any
 * @param defaultSite the site of an endpoint whose node and network name none
 * @param datapath the addressing of its pods' packets on the WAN
 * @param services its Services, by key
 * @param diagnostics the findings about other objects than Services
 */
public record ClusterSnapshot(
    String name,
    OwnerId owner,
    long generation,
    Completeness completeness,
    List<Network> networks,
    Optional<SiteId> defaultSite,
    Datapath datapath,
    SortedMap<ServiceKey, ServiceState> services,
    List<Diagnostic> diagnostics) {

  /** Copies. */
  public ClusterSnapshot {
    networks = List.copyOf(networks);
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    diagnostics = List.copyOf(diagnostics);
  }

  /** The same snapshot with other Services. */
  public ClusterSnapshot withServices(SortedMap<ServiceKey, ServiceState> others) {
    return new ClusterSnapshot(
        name,
        owner,
        generation,
        completeness,
        networks,
        defaultSite,
        datapath,
        others,
        diagnostics);
  }
}
