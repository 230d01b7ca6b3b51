package dev.fairway.benchmarks;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.PortSelection;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Services on one transport, with endpoints at one site whose addresses have gaps between them, so
 * that each is a prefix of its own.
 *
 * @param services the number of Services
 * @param endpoints the number of endpoints of each
 */
record EndpointFleet(int services, int endpoints) {

  private static final int SITE_NETWORK = 10 << 24 | 1 << 16;
  private static final ServicePort PORT = new ServicePort("http", IpProtocol.TCP, 80);
  private static final IntentReading READING =
      new IntentReading(
          Optional.of(
              new ServiceIntent(
                  List.of(
                      new PortIntent(
                          PortSelection.EVERY,
                          Treatment.steer(Fallback.NONE, new Transport("mpls")))))),
          Optional.empty(),
          List.of(),
          Set.of(),
          List.of());

  /** The fleet with other addresses for some endpoints of each of some Services. */
  FleetSnapshot moved(int ofServices, int ofEndpoints) {
    TreeMap<ServiceKey, ServiceState> states = new TreeMap<>();
    for (int i = 0; i < services; i++) {
      ServiceState state = service(i, i < ofServices ? ofEndpoints : 0);
      states.put(state.key(), state);
    }
    return FleetSnapshot.of(
        new ClusterSnapshot(
            SimulatedFabric.OWNER.value(),
            SimulatedFabric.OWNER,
            1,
            Completeness.COMPLETE,
            List.of(),
            Optional.empty(),
            Datapath.UNKNOWN,
            states,
            List.of()));
  }

  private ServiceState service(int number, int moved) {
    List<Endpoint> behind = new ArrayList<>();
    for (int i = 0; i < endpoints; i++) {
      int place = number * 2 * endpoints + (i < moved ? endpoints + i : i);
      behind.add(
          Endpoint.pod(
              Ipv4Prefix.address(SITE_NETWORK + 2 * place), Optional.of(new SiteId("100"))));
    }
    return new ServiceState(
        new ServiceKey(SimulatedFabric.OWNER.value(), "shop", "service-" + number),
        Instant.ofEpochSecond(1_700_000_000L + number),
        List.of(PORT),
        READING,
        List.of(
            new ServiceEndpoints(
                PORT.name(), Optional.of(PORT.protocol()), OptionalInt.of(8080), behind)),
        List.of());
  }
}
