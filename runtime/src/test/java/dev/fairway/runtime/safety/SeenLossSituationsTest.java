package dev.fairway.runtime.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.runtime.Shop;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is seen to leave goes at once, however much it is, and nobody waits for it. */
class SeenLossSituationsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final SafetyCluster cluster =
      new SafetyCluster()
          .service("cart", Shop.MPLS)
          .pods("cart", 1, 24)
          .service("search", Shop.BIZ)
          .pods("search", 101, 110);
  private final SafetyOperator operator = new SafetyOperator(cluster);

  private void start() {
    SyncReport report = operator.sync();
    assertTrue(report.succeeded());
    assertEquals(24, operator.covered(1, 24));
    assertEquals(10, operator.covered(101, 110));
  }

  private SyncReport next() {
    return operator.advance(SECOND).sync();
  }

  /** Another Service gets and loses a pod in the same sync. */
  private void assertNobodyWaits(SyncReport report) {
    assertTrue(report.succeeded());
    assertEquals(List.of(), report.holds());
    assertEquals(List.of(), report.safety().orElseThrow().retained());
  }

  @Test
  void scaleToZero_eachPodSeenToTerminate_goesAtOnceAndNobodyWaits() {
    start();
    cluster.podsOf("cart").forEach(pod -> cluster.terminate(pod.name()));
    assertNobodyWaits(next());
    assertEquals(24, operator.covered(1, 24), "a pod that shuts down still answers");
    cluster.podsOf("cart").forEach(pod -> cluster.remove(pod.name()));
    cluster.pods("search", 111, 111);
    assertNobodyWaits(next());
    assertEquals(0, operator.covered(1, 24));
    assertTrue(operator.covers(111), "a new pod of another Service, in the same sync");
  }

  @Test
  void scaleToZeroAndBack_sameAddresses_haveTheirRulesAgainAtOnce() {
    start();
    cluster.podsOf("cart").forEach(pod -> cluster.terminate(pod.name()));
    cluster.podsOf("cart").forEach(pod -> cluster.remove(pod.name()));
    assertNobodyWaits(next());
    cluster.pods("cart", 1, 24);
    assertNobodyWaits(next());
    assertEquals(24, operator.covered(1, 24));
  }

  @Test
  void recreate_allPodsEndBeforeTheFirstNewOne_nothingIsHeld() {
    start();
    cluster.podsOf("cart").forEach(pod -> cluster.terminate(pod.name()));
    next();
    cluster.podsOf("cart").forEach(pod -> cluster.remove(pod.name()));
    assertNobodyWaits(next());
    cluster.pods("cart", 31, 54);
    assertNobodyWaits(next());
    assertEquals(24, operator.covered(31, 54));
    assertEquals(0, operator.covered(1, 24));
  }

  @Test
  void rollingUpdate_onePodAfterTheOther_eachAddressLeavesWithItsPod() {
    start();
    for (int pod = 1; pod <= 24; pod++) {
      cluster.start("cart-new-" + pod, "cart", SafetyCluster.address(200 + pod));
      cluster.terminate("cart-" + pod);
      assertNobodyWaits(next());
      cluster.remove("cart-" + pod);
      assertNobodyWaits(next());
      assertFalse(operator.covers(pod));
      assertTrue(operator.covers(200 + pod));
    }
  }

  @Test
  void deletedNamespace_podsThenServices_goesAtOnce() {
    start();
    cluster.podsOf("cart").forEach(pod -> cluster.terminate(pod.name()));
    next();
    cluster.podsOf("cart").forEach(pod -> cluster.remove(pod.name()));
    assertNobodyWaits(next());
    cluster.deleteService("cart");
    assertNobodyWaits(next());
    assertEquals(0, operator.covered(1, 24));
    assertEquals(10, operator.covered(101, 110));
  }

  @Test
  void deletedService_podsLiveOn_goesAtOnce() {
    start();
    cluster.deleteService("cart");
    assertNobodyWaits(next());
    assertEquals(0, operator.covered(1, 24));
  }

  @Test
  void annotationsRemoved_goAtOnce() {
    start();
    cluster.declare("cart", Optional.empty());
    assertNobodyWaits(next());
    assertEquals(0, operator.covered(1, 24));
  }

  @Test
  void drainedNode_podsEvictedAndStartedElsewhere_nothingIsHeld() {
    start();
    cluster.podsOf("cart").stream()
        .filter(pod -> pod.node().equals("node-100"))
        .forEach(pod -> cluster.terminate(pod.name()));
    assertNobodyWaits(next());
    cluster.podsOf("cart").stream()
        .filter(SafetyPod::terminating)
        .forEach(pod -> cluster.remove(pod.name()));
    for (int pod = 31; pod <= 53; pod += 2) {
      cluster.start("cart-" + pod, "cart", SafetyCluster.address(pod));
    }
    assertNobodyWaits(next());
    assertEquals(12, operator.covered(1, 24));
    assertEquals(12, operator.covered(31, 53));
  }

  @Test
  void deletedNode_itsPodsWereNeverSeenToTerminate_goAtOnce() {
    start();
    cluster.podsReadable(false);
    cluster.deleteNode("node-100");
    assertNobodyWaits(next());
    assertEquals(12, operator.covered(1, 24));
    assertEquals(5, operator.covered(101, 110));
  }

  @Test
  void completedJobs_theirPodsAreDoneAndNeverTerminating_goAtOnce() {
    start();
    cluster.podsOf("cart").forEach(pod -> cluster.end(pod.name()));
    assertNobodyWaits(next());
    assertEquals(0, operator.covered(1, 24));
  }

  @Test
  void evictedPods_mostOfTheService_goAtOnce() {
    start();
    cluster.podsOf("cart").stream().limit(20).forEach(pod -> cluster.end(pod.name()));
    assertNobodyWaits(next());
    assertEquals(4, operator.covered(1, 24));
  }

  @Test
  void podKilledWithoutGrace_sliceReadWithoutItAndNoPodHasTheAddress_goesAtOnce() {
    start();
    cluster.podsOf("cart").stream().limit(20).forEach(pod -> cluster.remove(pod.name()));
    assertNobodyWaits(next());
    assertEquals(4, operator.covered(1, 24));
  }

  @Test
  void addressReusedByABarePod_leavesTheOldServiceAtOnce() {
    start();
    cluster.podsReadable(false);
    cluster.deleteSlice("cart-1");
    cluster.pods("search", 111, 111);
    next();
    assertTrue(operator.covers(1), "nothing is known yet: it is retained");
    cluster.podsReadable(true);
    cluster.remove("cart-1");
    cluster.start("bare", "", SafetyCluster.address(1));
    assertNobodyWaits(next());
    assertFalse(operator.covers(1));
  }

  @Test
  void addressReusedByAnotherService_isThatOnesAtOnce() {
    start();
    cluster.podsReadable(false);
    cluster.deleteSlice("cart-1");
    next();
    cluster.remove("cart-1");
    cluster.start("search-new", "search", SafetyCluster.address(1));
    SyncReport report = next();
    assertTrue(report.succeeded());
    assertEquals(
        operator.towards(SafetyCluster.address(101)), operator.towards(SafetyCluster.address(1)));
    assertEquals(List.of(), report.safety().orElseThrow().retained());
  }

  @Test
  void addressReusedByAServiceThatAsksForNothing_hasNoRuleAtOnce() {
    start();
    cluster.declare("plain", Optional.empty());
    cluster.podsReadable(false);
    cluster.deleteSlice("cart-1");
    next();
    assertTrue(operator.covers(1));
    cluster.remove("cart-1");
    cluster.start("plain-1", "plain", SafetyCluster.address(1));
    assertNobodyWaits(next());
    assertFalse(operator.covers(1));
  }

  @Test
  void selectorChanged_podsAreThereAndNotSelected_goAtOnce() {
    start();
    cluster.podsOf("cart").stream()
        .limit(20)
        .forEach(
            pod -> {
              cluster.remove(pod.name());
              cluster.start(pod.name(), "", pod.address());
            });
    assertNobodyWaits(next());
    assertEquals(4, operator.covered(1, 24));
  }
}
