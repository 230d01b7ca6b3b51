package dev.fairway.core.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.scenario.RandomTopology;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SiteDisagreementsTest {

  private static Endpoint pod(String address, String node, Optional<SiteId> site) {
    return new Endpoint(
        IpPrefix.parse(address),
        site,
        Endpoint.Kind.POD,
        Endpoint.State.READY,
        Optional.empty(),
        Optional.empty(),
        Optional.of(node));
  }

  private static List<Diagnostic> warnings(List<Network> declared, List<Endpoint> endpoints) {
    TreeMap<ServiceKey, ServiceState> services = new TreeMap<>();
    for (String name : List.of("one", "two")) {
      ServiceKey key = new ServiceKey("eu", "shop", name);
      services.put(
          key,
          new ServiceState(
              key,
              Instant.EPOCH,
              List.of(new ServicePort("http", IpProtocol.TCP, 80)),
              RandomTopology.asking(ServiceIntent.parse("ports=every tunnel=mpls fallback=none")),
              List.of(
                  new ServiceEndpoints(
                      "http", Optional.of(IpProtocol.TCP), OptionalInt.of(8080), endpoints)),
              List.of()));
    }
    ResolvedCluster cluster =
        Resolver.resolve(
                FleetSnapshot.of(RandomTopology.cluster("eu", declared, services)),
                RandomTopology.wan(true),
                TargetProfile.unlimited(Commit.WHOLE_PLAN))
            .clusters()
            .get(new OwnerId("eu"));
    cluster
        .services()
        .forEach(service -> assertFalse(service.claims().isEmpty(), "it has its rules"));
    return cluster.diagnostics().stream()
        .filter(diagnostic -> diagnostic.code() == DiagnosticCode.SITE_DISAGREEMENT)
        .toList();
  }

  @Test
  void resolve_nodesAtAnotherSiteThanTheirNetwork_areToldOncePerNetworkAndSiteNotPerPod() {
    List<Endpoint> pods = new ArrayList<>();
    for (int pod = 1; pod <= 250; pod++) {
      int node = pod % 7;
      pods.add(
          pod("10.1.0." + pod, "node-" + node, Optional.of(new SiteId(node < 6 ? "200" : "300"))));
    }
    pods.add(pod("10.2.0.1", "node-8", Optional.of(new SiteId("200"))));
    List<Diagnostic> warnings = warnings(List.of(), pods);
    assertEquals(
        List.of(
            "address 10.1.0.1 is at site 200, say node 'node-0', node 'node-1', node 'node-2', node"
                + " 'node-3', node 'node-4' and 1 more, and the WAN has its network 10.1.0.0/16 at"
                + " site 100: what the cluster says counts for what is planned and told, and the"
                + " WAN's packets follow its networks; correct the one that is wrong",
            "address 10.1.0.6 is at site 300, says node 'node-6', and the WAN has its network"
                + " 10.1.0.0/16 at site 100: what the cluster says counts for what is planned and"
                + " told, and the WAN's packets follow its networks; correct the one that is wrong"),
        warnings.stream().map(Diagnostic::message).toList());
    assertEquals("cluster eu", warnings.get(0).subject().toString());
  }

  @Test
  void resolve_declaredNetworkAtAnotherSiteThanTheWans_isToldAsTheSettings() {
    List<Diagnostic> warnings =
        warnings(
            List.of(
                new Network(
                    IpPrefix.parse("10.1.0.0/24"),
                    Segment.DEFAULT,
                    Optional.of(new SiteId("200")))),
            List.of(pod("10.1.0.1", "node-1", Optional.empty())));
    assertEquals(1, warnings.size());
    assertEquals(
        "address 10.1.0.1 is at site 200, says cluster.networks, and the WAN has its network"
            + " 10.1.0.0/16 at site 100",
        warnings.get(0).message().split(":")[0]);
  }

  @Test
  void resolve_nodesAtTheSiteOfTheirNetworkOrOfNoSite_areNoDisagreement() {
    assertEquals(
        List.of(),
        warnings(
            List.of(),
            List.of(
                pod("10.1.0.1", "node-1", Optional.of(new SiteId("100"))),
                pod("10.1.0.2", "node-2", Optional.empty()),
                pod("10.1.0.3", "node-3", Optional.of(new SiteId("900"))),
                pod("10.9.0.4", "node-4", Optional.of(new SiteId("200"))))));
  }
}
