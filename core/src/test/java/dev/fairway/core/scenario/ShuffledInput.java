package dev.fairway.core.scenario;

import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** The same fleet or WAN, every list in it in another order. */
public final class ShuffledInput {

  private final Random random;

  private ShuffledInput(long seed) {
    this.random = new Random(seed);
  }

  /** A fleet with the clusters, Services, ports, endpoints and networks of another one. */
  public static FleetSnapshot of(FleetSnapshot fleet, long seed) {
    ShuffledInput shuffled = new ShuffledInput(seed);
    List<ClusterSnapshot> clusters = new ArrayList<>();
    fleet.clusters().values().forEach(cluster -> clusters.add(shuffled.cluster(cluster)));
    return FleetSnapshot.of(shuffled.list(clusters).toArray(ClusterSnapshot[]::new));
  }

  /** A WAN with the sites, networks, tunnels and functions of another one. */
  public static WanInventory of(WanInventory wan, long seed) {
    ShuffledInput shuffled = new ShuffledInput(seed);
    return new WanInventory(
        shuffled.list(wan.sites()),
        shuffled.list(wan.networks()),
        shuffled.list(wan.tunnels()),
        wan.routed(),
        shuffled.list(wan.functions()));
  }

  /** A random world in another order. */
  public static RandomWorld.World of(RandomWorld.World world, long seed) {
    return new RandomWorld.World(of(world.fleet(), seed), of(world.wan(), seed));
  }

  private ClusterSnapshot cluster(ClusterSnapshot cluster) {
    SortedMap<ServiceKey, ServiceState> services = new TreeMap<>();
    cluster.services().forEach((key, state) -> services.put(key, service(state)));
    return new ClusterSnapshot(
        cluster.name(),
        cluster.owner(),
        cluster.generation(),
        cluster.completeness(),
        list(cluster.networks()),
        cluster.defaultSite(),
        cluster.datapath(),
        services,
        cluster.diagnostics(),
        list(cluster.protectedAddresses()));
  }

  private ServiceState service(ServiceState state) {
    List<ServiceEndpoints> endpoints = new ArrayList<>();
    for (ServiceEndpoints behind : state.endpoints()) {
      endpoints.add(
          new ServiceEndpoints(
              behind.portName(), behind.protocol(), behind.port(), list(behind.endpoints())));
    }
    return new ServiceState(
        state.key(),
        state.createdAt(),
        list(state.ports()),
        state.reading(),
        list(endpoints),
        state.diagnostics());
  }

  private <T> List<T> list(List<T> list) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }
}
