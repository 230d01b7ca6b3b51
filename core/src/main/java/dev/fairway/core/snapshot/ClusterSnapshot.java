package dev.fairway.core.snapshot;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
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
 * @param protectedAddresses the addresses that no Service may claim, and whose packets no {@code
 *     access} drops: those of the API server, and those that settings add
 * @param departures what was seen to leave since the last complete snapshot
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
    List<Diagnostic> diagnostics,
    List<IpPrefix> protectedAddresses,
    Departures departures) {

  /** Copies. */
  public ClusterSnapshot {
    networks = List.copyOf(networks);
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    diagnostics = List.copyOf(diagnostics);
    protectedAddresses = protectedAddresses.stream().sorted().distinct().toList();
  }

  /** A snapshot of a cluster that nothing was seen to leave. */
  public ClusterSnapshot(
      String name,
      OwnerId owner,
      long generation,
      Completeness completeness,
      List<Network> networks,
      Optional<SiteId> defaultSite,
      Datapath datapath,
      SortedMap<ServiceKey, ServiceState> services,
      List<Diagnostic> diagnostics,
      List<IpPrefix> protectedAddresses) {
    this(
        name,
        owner,
        generation,
        completeness,
        networks,
        defaultSite,
        datapath,
        services,
        diagnostics,
        protectedAddresses,
        Departures.NONE);
  }

  /** The same without protected addresses. */
  public ClusterSnapshot(
      String name,
      OwnerId owner,
      long generation,
      Completeness completeness,
      List<Network> networks,
      Optional<SiteId> defaultSite,
      Datapath datapath,
      SortedMap<ServiceKey, ServiceState> services,
      List<Diagnostic> diagnostics) {
    this(
        name,
        owner,
        generation,
        completeness,
        networks,
        defaultSite,
        datapath,
        services,
        diagnostics,
        List.of());
  }

  /** The same snapshot with other protected addresses. */
  public ClusterSnapshot withProtected(List<IpPrefix> addresses) {
    return new ClusterSnapshot(
        name,
        owner,
        generation,
        completeness,
        networks,
        defaultSite,
        datapath,
        services,
        diagnostics,
        addresses,
        departures);
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
        diagnostics,
        protectedAddresses,
        departures);
  }

  /** The same snapshot after others were seen to leave. */
  public ClusterSnapshot withDepartures(Departures others) {
    return new ClusterSnapshot(
        name,
        owner,
        generation,
        completeness,
        networks,
        defaultSite,
        datapath,
        services,
        diagnostics,
        protectedAddresses,
        others);
  }
}
