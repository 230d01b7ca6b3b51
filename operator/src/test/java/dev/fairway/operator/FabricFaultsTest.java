package dev.fairway.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.wan.Transport;
import dev.fairway.k8s.manifest.ManifestReader;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.mock.FabricFile;
import dev.fairway.mock.MockFabric;
import dev.fairway.mock.MockForeignRule;
import dev.fairway.mock.WriteFault;
import dev.fairway.runtime.PolicySync;
import dev.fairway.runtime.SyncReport;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.StepOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syncs from manifests to a fabric with drift, faults, other users' edits and another owner. */
class FabricFaultsTest {

  private static final OwnerId OWNER = new OwnerId("shop-eu");

  private static final String FABRIC =
      """
      sites:
        - {id: "100", networks: [{cidr: 10.1.0.0/16}], edges: [{name: fra-1, transports: [mpls, biz-internet]}]}
        - {id: "200", networks: [{cidr: 10.2.0.0/16}], edges: [{name: mad-1, transports: [mpls, biz-internet]}]}
      routesKnown: true
      """;

  private static final String SHOP =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop, annotations: {fairway.dev/tunnel: biz-internet}}
      spec: {ports: [{name: http, port: 80}]}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: cart-1, namespace: shop, labels: {kubernetes.io/service-name: cart}}
      addressType: IPv4
      ports: [{name: http, port: 8080, protocol: TCP}]
      endpoints: [{addresses: [%s]}]
      """;

  @TempDir private Path folder;
  private MockFabric fabric;
  private PolicySync sync;
  private SdwanBackend backend;

  @BeforeEach
  void open() {
    fabric = new MockFabric(FabricFile.parse("fabric.yaml", FABRIC).layout().orElseThrow());
    backend = fabric.backend(OWNER);
    sync = PolicySync.with(backend);
  }

  private FleetSnapshot shop(String address) {
    try {
      Path file = folder.resolve("shop.yaml");
      Files.writeString(file, SHOP.formatted(address));
      return FleetSnapshot.of(
          new ClusterMapper(ClusterSettings.of("shop-eu"))
              .snapshot(
                  ManifestReader.read(List.of(file.toString()), InputStream.nullInputStream())
                      .objects(),
                  1));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void fabricThatWasResetMeanwhile_isNeverTakenForTheOldOne_defectS24() {
    assertTrue(sync.run(shop("10.2.0.1")).succeeded());
    fabric.editOutOfBand(OWNER, rules -> List.of());
    assertTrue(sync.run(shop("10.2.0.1")).succeeded());
    assertEquals(2, fabric.rules(OWNER).size());
  }

  @Test
  void ruleEditedByHand_isPutBackAtTheNextPass() {
    assertTrue(sync.run(shop("10.2.0.1")).succeeded());
    List<PathRule> before = fabric.rules(OWNER);
    fabric.editOutOfBand(
        OWNER,
        rules -> {
          List<PathRule> edited = new ArrayList<>(rules);
          edited.remove(0);
          return edited;
        });
    assertTrue(sync.run(shop("10.2.0.1")).succeeded());
    assertEquals(before, fabric.rules(OWNER));
  }

  @Test
  void rulesOfPeople_areNeverTouchedWhateverTheirMatch_defectS5() {
    fabric.addForeign(MockForeignRule.opaque("dscp rule", MockForeignRule.Place.BEFORE));
    TrafficMatch match =
        TrafficMatch.builder(IpFamily.IPV4).destination(PrefixSet.parse("10.2.0.0/24")).build();
    fabric.addForeign(
        MockForeignRule.of(
            "by hand",
            MockForeignRule.Place.AFTER,
            match,
            Treatment.steer(Fallback.ANY, new Transport("mpls"))));
    List<MockForeignRule> foreign = fabric.foreign();
    for (String address : List.of("10.2.0.1", "10.2.0.2", "10.1.0.9")) {
      assertTrue(sync.run(shop(address)).succeeded());
      assertEquals(foreign, fabric.foreign());
    }
  }

  @Test
  void removalThatFailed_isNeverForgotten_defectS23() {
    assertTrue(sync.run(shop("10.2.0.1")).succeeded());
    FleetSnapshot none = withoutAnnotation();
    fabric.script(WriteFault.failing());
    SyncReport failed = sync.run(none);
    assertFalse(failed.succeeded());
    assertTrue(failed.worthRetrying());
    assertEquals(2, fabric.rules(OWNER).size());
    assertTrue(sync.run(none).succeeded());
    assertEquals(List.of(), fabric.rules(OWNER));
  }

  private FleetSnapshot withoutAnnotation() {
    try {
      Path file = folder.resolve("plain.yaml");
      Files.writeString(
          file, SHOP.formatted("10.2.0.1").replace("{fairway.dev/tunnel: biz-internet}", "{}"));
      return FleetSnapshot.of(
          new ClusterMapper(ClusterSettings.of("shop-eu"))
              .snapshot(
                  ManifestReader.read(List.of(file.toString()), InputStream.nullInputStream())
                      .objects(),
                  2));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void editBetweenReadingAndWriting_isNeverOverwritten_defectS29() {
    assertTrue(sync.run(shop("10.2.0.1")).succeeded());
    fabric.script(WriteFault.staleBasis());
    SyncReport conflicted = sync.run(shop("10.2.0.2"));
    assertFalse(conflicted.succeeded());
    assertTrue(conflicted.worthRetrying());
    assertTrue(sync.run(shop("10.2.0.2")).succeeded());
  }

  @Test
  void answerThatIsLost_isSettledByTheNextPass() {
    fabric.script(WriteFault.answerLost());
    SyncReport lost = sync.run(shop("10.2.0.1"));
    assertTrue(
        lost.outcomes().stream().allMatch(outcome -> outcome instanceof StepOutcome.Unknown));
    long writes = fabric.writes();
    assertTrue(sync.run(shop("10.2.0.1")).succeeded());
    assertEquals(writes, fabric.writes());
  }

  @Test
  void anotherOwnersRules_areNeverTakenOver_defectS25() {
    OwnerId other = new OwnerId("shop-us");
    assertTrue(sync.run(shop("10.2.0.1")).succeeded());
    ClusterMapper mapper = new ClusterMapper(ClusterSettings.of("shop-us"));
    try (SdwanBackend second = fabric.backend(other)) {
      FleetSnapshot empty =
          FleetSnapshot.of(mapper.snapshot(dev.fairway.k8s.objects.KubernetesObjects.EMPTY, 1));
      assertTrue(PolicySync.with(second).run(empty).succeeded());
    }
    assertEquals(2, fabric.rules(OWNER).size());
  }
}
