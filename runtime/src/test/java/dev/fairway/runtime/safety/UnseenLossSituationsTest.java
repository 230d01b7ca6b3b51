package dev.fairway.runtime.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.intent.ServiceControls;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.runtime.Shop;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is only missing stays: for a time, then up to the limits. */
class UnseenLossSituationsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int SERVICES = 30;
  private static final int ENDPOINTS = 15;
  private static final int ALL = SERVICES * ENDPOINTS;

  private final SafetyCluster cluster = new SafetyCluster();
  private final SafetyOperator operator = new SafetyOperator(cluster);

  private void start() {
    for (int service = 0; service < SERVICES; service++) {
      cluster
          .service(name(service), service % 2 == 0 ? Shop.MPLS : Shop.BIZ)
          .pods(name(service), service * ENDPOINTS, service * ENDPOINTS + ENDPOINTS - 1);
    }
    assertTrue(operator.sync().succeeded());
    assertEquals(ALL, covered());
  }

  private static String name(int service) {
    return "service-" + service;
  }

  private long covered() {
    return operator.covered(0, ALL - 1);
  }

  private SyncReport next(Duration time) {
    return operator.advance(time).sync();
  }

  private void deleteSlices(int service) {
    cluster.podsOf(name(service)).forEach(pod -> cluster.deleteSlice(pod.name()));
  }

  private void assertAllIsWell(SyncReport report) {
    assertTrue(report.succeeded());
    assertEquals(List.of(), report.holds());
    assertEquals(List.of(), report.safety().orElseThrow().retained());
    assertEquals(ALL, covered());
  }

  @Test
  void slicesDeletedOneASecond_podsNotReadable_atMostTheShareOfTheLimitIsLost() {
    start();
    cluster.podsReadable(false);
    long fewest = ALL;
    for (int service = 0; service < SERVICES; service++) {
      deleteSlices(service);
      next(SECOND);
      fewest = Math.min(fewest, covered());
    }
    assertEquals(ALL, fewest, "nothing while they are deleted");
    for (int second = 0; second < 18 * 60; second += 20) {
      assertTrue(next(Duration.ofSeconds(20)).succeeded());
      fewest = Math.min(fewest, covered());
    }
    assertTrue(fewest * 10 >= ALL * 7, fewest + " of " + ALL + " are left, at most 30% may go");
    assertFalse(operator.sync().holds().isEmpty());
    cluster.seeAllAgain();
    assertAllIsWell(next(SECOND));
    assertAllIsWell(next(Duration.ofHours(2)));
  }

  @Test
  void slicesDeletedOneASecond_podsAreSeen_nothingIsLostForEver() {
    start();
    for (int service = 0; service < SERVICES; service++) {
      deleteSlices(service);
      next(SECOND);
    }
    for (int hour = 0; hour < 5; hour++) {
      assertTrue(next(Duration.ofHours(1)).succeeded());
      assertEquals(ALL, covered());
    }
    cluster.seeAllAgain();
    assertAllIsWell(next(SECOND));
  }

  @Test
  void slicesDeletedAtOnce_thenBack_nothingIsLost() {
    start();
    cluster.podsReadable(false);
    for (int service = 0; service < SERVICES; service++) {
      deleteSlices(service);
    }
    next(SECOND);
    assertEquals(ALL, covered());
    SyncReport held = next(Duration.ofMinutes(9));
    assertEquals(ALL, covered());
    assertEquals(SERVICES, held.holds().size(), "one for each Service");
    cluster.seeAllAgain();
    assertAllIsWell(next(SECOND));
  }

  @Test
  void sliceDeletedAndRestoredAfterASecond_noPacketTakesAnotherWay() {
    start();
    deleteSlices(3);
    SyncReport without = next(SECOND);
    assertFalse(without.wrote());
    cluster.seeAllAgain();
    SyncReport again = next(SECOND);
    assertFalse(again.wrote());
    assertAllIsWell(again);
  }

  @Test
  void oneServiceLosesMost_isHeldTenMinutesThenGoes() {
    start();
    cluster.podsReadable(false);
    deleteSlices(3);
    assertEquals(List.of(), next(SECOND).holds(), "its retention comes first");
    assertEquals(1, next(Duration.ofMinutes(1)).holds().size());
    assertEquals(ALL, covered());
    assertEquals(1, next(Duration.ofMinutes(8)).holds().size());
    assertEquals(ALL, covered());
    assertEquals(List.of(), next(Duration.ofMinutes(2)).holds());
    assertEquals(ALL - ENDPOINTS, covered());
  }

  @Test
  void oneServiceLosesAFew_theyGoAfterTheirRetention() {
    start();
    cluster.podsReadable(false);
    cluster.podsOf(name(3)).stream().limit(5).forEach(pod -> cluster.deleteSlice(pod.name()));
    SyncReport report = next(SECOND);
    assertEquals(5, report.safety().orElseThrow().retained().size());
    assertEquals(Optional.of(Duration.ofMinutes(1)), report.safety().orElseThrow().nextReview());
    next(Duration.ofSeconds(59));
    assertEquals(ALL, covered());
    report = next(SECOND);
    assertEquals(ALL - 5, covered());
    assertEquals(List.of(), report.holds());
  }

  @Test
  void emptyRelist_allServicesMissing_heldAndNothingLost() {
    start();
    cluster.serviceNames().forEach(cluster::loseSight);
    next(SECOND);
    assertEquals(ALL, covered());
    assertFalse(next(Duration.ofMinutes(2)).wrote());
    assertEquals(ALL, covered());
    cluster.seeAllAgain();
    assertAllIsWell(next(SECOND));
  }

  @Test
  void kubeconfigOfAnotherCluster_atAStart_heldAndNothingLost() {
    start();
    cluster.anotherCluster(true);
    operator.restart();
    assertEquals(List.of(), next(SECOND).outcomes());
    SyncReport held = next(Duration.ofMinutes(2));
    assertEquals(1, held.holds().size());
    assertTrue(
        held.diagnostics().stream()
            .anyMatch(diagnostic -> diagnostic.code() == DiagnosticCode.LOSS_HELD));
    next(Duration.ofMinutes(50));
    assertTrue(covered() * 10 >= ALL * 7, covered() + " are left");
    cluster.seeAllAgain();
    assertAllIsWell(next(SECOND));
  }

  @Test
  void kubeconfigOfAnotherCluster_withoutARestart_heldAndNothingLost() {
    start();
    cluster.anotherCluster(true);
    next(SECOND);
    assertEquals(ALL, covered());
    next(Duration.ofMinutes(2));
    assertEquals(ALL, covered());
    next(Duration.ofMinutes(48));
    assertTrue(covered() * 10 >= ALL * 7, covered() + " are left");
    cluster.seeAllAgain();
    assertAllIsWell(next(SECOND));
  }

  @Test
  void networksMistypedAtARestart_heldAndNothingLostForEver() {
    start();
    cluster.networks(
        List.of(
            new Network(
                IpPrefix.parse("10.7.0.0/16"), Segment.DEFAULT, Optional.of(new SiteId("100")))));
    operator.restart();
    for (int hour = 0; hour < 5; hour++) {
      SyncReport report = next(Duration.ofHours(1));
      assertEquals(ALL, covered());
      assertEquals(1, report.holds().size());
    }
    cluster.seeAllAgain();
    assertAllIsWell(next(SECOND));
  }

  @Test
  void inventoryWithHalfOfItsSites_rulesStayInForceAtTheOthers() {
    start();
    operator.fabric().tell(ToldFabric.halfOf(Shop.wan()));
    for (int hour = 0; hour < 5; hour++) {
      SyncReport report = next(Duration.ofHours(1));
      assertEquals(ALL, covered());
      assertTrue(report.holds().stream().anyMatch(hold -> hold.key().kind() == Hold.Kind.SITES));
    }
    operator.fabric().tell(Shop.wan());
    assertAllIsWell(next(SECOND));
  }

  @Test
  void datapathSwitchedToOverlay_heldAndNothingLostForEver() {
    start();
    cluster.datapath(Datapath.OVERLAY);
    for (int hour = 0; hour < 3; hour++) {
      SyncReport report = next(Duration.ofHours(1));
      assertEquals(ALL, covered());
      assertEquals(1, report.holds().size());
    }
    cluster.seeAllAgain();
    assertAllIsWell(next(SECOND));
  }

  @Test
  void datapathSwitchedToOverlay_approved_goesAtOnce() {
    start();
    cluster.datapath(Datapath.OVERLAY);
    SyncReport held = next(SECOND);
    operator.approve("h-00000000");
    SyncReport unknown = next(SECOND);
    assertEquals(ALL, covered());
    assertEquals(
        List.of("h-00000000"),
        unknown.safety().orElseThrow().unknownApprovals().keySet().stream().toList());
    operator.approve(held.holds().get(0).id());
    SyncReport report = next(SECOND);
    assertEquals(0, covered());
    assertEquals(List.of(), report.holds());
    assertEquals("alice", report.safety().orElseThrow().approved().get(held.holds().get(0).id()));
  }

  @Test
  void nodeRollWhileTheOperatorIsDown_deadAddressesGoAndNothingIsHeld() {
    start();
    cluster.watched(false);
    for (int service = 0; service < SERVICES; service++) {
      for (int pod = 0; pod < ENDPOINTS; pod++) {
        int number = service * ENDPOINTS + pod;
        cluster.remove(name(service) + "-" + number);
        cluster.start(
            name(service) + "-new-" + number, name(service), SafetyCluster.address(1_000 + number));
      }
    }
    cluster.watched(true);
    operator.restart();
    SyncReport report = next(SECOND);
    assertTrue(report.succeeded());
    assertEquals(List.of(), report.holds());
    assertEquals(ALL, operator.covered(1_000, 1_000 + ALL - 1));
    assertEquals(0, covered());
  }

  @Test
  void restartWhileHeld_nothingIsLostWithTheProcess() {
    start();
    cluster.podsReadable(false);
    deleteSlices(3);
    next(Duration.ofMinutes(2));
    operator.restart();
    next(SECOND);
    assertEquals(ALL, covered());
    next(Duration.ofMinutes(5));
    assertEquals(ALL, covered());
    cluster.seeAllAgain();
    assertAllIsWell(next(SECOND));
  }

  @Test
  void observeMode_nothingIsWrittenForThatServiceAlone() {
    start();
    cluster.controls(name(0), new ServiceControls(Optional.empty(), true));
    cluster.declare(name(0), Optional.of(Shop.BIZ));
    cluster.declare(name(1), Optional.of(Shop.MPLS));
    var before = operator.towards(SafetyCluster.address(0));
    SyncReport report = next(SECOND);
    assertTrue(report.succeeded());
    assertEquals(before, operator.towards(SafetyCluster.address(0)));
    assertEquals(
        operator.towards(SafetyCluster.address(2 * ENDPOINTS)),
        operator.towards(SafetyCluster.address(ENDPOINTS)),
        "another one has what it asks for");
    cluster.remove(name(0) + "-0");
    next(SECOND);
    assertTrue(operator.covers(0), "not even a loss is written");
    cluster.controls(name(0), ServiceControls.NONE);
    next(SECOND);
    assertFalse(operator.covers(0));
    assertEquals(
        operator.towards(SafetyCluster.address(3 * ENDPOINTS)),
        operator.towards(SafetyCluster.address(1)));
  }

  @Test
  void gainByANamespaceDefault_waitsForApprovalAndNobodyElseWaits() {
    for (int service = 0; service < SERVICES; service++) {
      int first = service * ENDPOINTS;
      cluster.declare(name(service), service < 10 ? Optional.of(Shop.MPLS) : Optional.empty());
      cluster.pods(name(service), first, first + ENDPOINTS - 1);
    }
    operator.sync();
    assertEquals(10 * ENDPOINTS, covered());
    operator.advance(Duration.ofHours(1));
    for (int service = 10; service < SERVICES; service++) {
      cluster.declare(name(service), Optional.of(Shop.MPLS));
    }
    cluster.pods(name(0), 1_000, 1_000);
    SyncReport held = next(SECOND);
    assertEquals(10 * ENDPOINTS, covered());
    assertTrue(operator.covers(1_000), "a new pod of a known declaration");
    assertEquals(Hold.Kind.GAIN, held.holds().get(0).key().kind());
    SyncReport still = next(Duration.ofHours(3));
    assertEquals(held.holds().get(0).id(), still.holds().get(0).id());
    assertEquals(10 * ENDPOINTS, covered());
    operator.approve(held.holds().get(0).id());
    assertEquals(List.of(), next(SECOND).holds());
    assertEquals(ALL, covered());
  }
}
