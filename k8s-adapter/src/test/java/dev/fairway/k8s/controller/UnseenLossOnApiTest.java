package dev.fairway.k8s.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is only missing on an API server stays on the fabric: for a time, then up to the limits. */
class UnseenLossOnApiTest {

  private static final int SERVICES = 30;
  private static final int ENDPOINTS = 15;
  private static final int ALL = SERVICES * ENDPOINTS;

  private final SafetyFixture fairway = new SafetyFixture();
  private final SafetyObjects cluster = fairway.objects();

  @AfterEach
  void close() {
    fairway.close();
  }

  private static String name(int service) {
    return "service-" + service;
  }

  /** Thirty Services of fifteen endpoints without pods. */
  private void start() {
    for (int service = 0; service < SERVICES; service++) {
      cluster.service(name(service), service % 2 == 0 ? "mpls" : "biz-internet");
      cluster.list(name(service), service * ENDPOINTS, (service + 1) * ENDPOINTS - 1);
    }
    fairway.open();
    assertEquals(ALL, fairway.covered(0, ALL - 1));
  }

  private void deleteSlice(int service) {
    cluster.deleteSlice(name(service), name(service) + "-1");
  }

  private void assertNothingIsLeftHeld() {
    SyncReport back = fairway.untilCovered(0, ALL - 1);
    assertEquals(List.of(), back.holds());
    SyncReport later = fairway.advance(Duration.ofHours(2));
    assertEquals(List.of(), later.holds());
    assertEquals(0, SafetyFixture.retained(later));
    assertEquals(ALL, fairway.covered(0, ALL - 1));
  }

  @Test
  void slicesDeletedOneASecond_atMostTheShareOfTheLimitIsLost_andTheRestComesBack() {
    start();
    for (int service = 0; service < SERVICES; service++) {
      int missing = (service + 1) * ENDPOINTS;
      deleteSlice(service);
      fairway.until("its loss", report -> SafetyFixture.retained(report) == missing);
      fairway.advance(Duration.ofSeconds(1));
      assertEquals(ALL, fairway.covered(0, ALL - 1), "nothing while they are deleted");
    }
    long fewest = ALL;
    for (int minute = 0; minute < 18; minute++) {
      SyncReport report = fairway.advance(Duration.ofMinutes(1));
      assertFalse(report.holds().isEmpty());
      fewest = Math.min(fewest, fairway.covered(0, ALL - 1));
    }
    assertTrue(fewest * 10 >= ALL * 7, fewest + " of " + ALL + " are left, at most 30% may go");
    for (int service = 0; service < SERVICES; service++) {
      cluster.createSlice(name(service), name(service) + "-2");
    }
    assertNothingIsLeftHeld();
  }

  @Test
  void emptyRelist_heldAndNothingLost() {
    start();
    relist(1);
    fairway.until("the empty list", report -> SafetyFixture.retained(report) == ALL);
    SyncReport held = fairway.advance(Duration.ofMinutes(2));
    assertFalse(held.holds().isEmpty());
    assertEquals(ALL, fairway.covered(0, ALL - 1));
    relist(0);
    assertNothingIsLeftHeld();
  }

  private void relist(int empty) {
    for (String resource : List.of("services", "endpointslices")) {
      fairway.api().faultInjector().emptyLists(resource, empty);
      fairway.api().faultInjector().expireWatches(resource);
    }
  }

  @Test
  void kubeconfigOfAnotherCluster_heldAndNothingLost() {
    start();
    fairway.shut();
    try (EmbeddedKubernetes other = EmbeddedKubernetes.start()) {
      fairway.open(other);
      assertEquals(ALL, fairway.covered(0, ALL - 1));
      assertFalse(fairway.advance(Duration.ofMinutes(2)).holds().isEmpty());
      assertEquals(ALL, fairway.covered(0, ALL - 1));
      fairway.shut();
    }
    fairway.open();
    assertNothingIsLeftHeld();
  }

  @Test
  void sliceDeletedAndRestoredUnderAnotherName_noPacketTakesAnotherWay() {
    cluster.service("cart", "mpls");
    cluster.start("cart", 0, 14);
    cluster.service("search", "biz-internet");
    cluster.start("search", 20, 24);
    fairway.open();
    String before = fairway.decisions(0, 500);
    assertEquals(20, fairway.covered(0, 499));
    fairway.newDecisions();
    int syncs = fairway.reports().size();
    cluster.deleteSlice("cart", "cart-1");
    fairway.until("its loss", report -> SafetyFixture.retained(report) == 15);
    fairway.advance(Duration.ofHours(3));
    cluster.createSlice("cart", "cart-2");
    fairway.until("its return", report -> SafetyFixture.retained(report) == 0);
    fairway.advance(Duration.ofHours(3));
    assertEquals(List.of(before), fairway.newDecisions());
    assertTrue(
        fairway.reports().stream().skip(syncs).noneMatch(SyncReport::wrote), "nothing is written");
  }

  @Test
  void addressUsedAgainByABarePod_leavesAheadOfTheDebounce() {
    try (SafetyFixture slow = new SafetyFixture(Duration.ofMinutes(1))) {
      SafetyObjects shop = slow.objects();
      shop.service("cart", "mpls");
      shop.start("cart", 1, 24);
      slow.open();
      assertEquals(24, slow.covered(1, 24));
      shop.deletePod("cart", 7);
      shop.deleteSlice("cart", "cart-1");
      slow.until(
          "its loss", report -> SafetyFixture.retained(slow.advance(Duration.ofMillis(1))) == 24);
      assertEquals(24, slow.covered(1, 24));
      shop.pod("cart", "bare", 7);
      slow.until("the end of its rule without any time", report -> slow.covered(7, 7) == 0);
      assertEquals(23, slow.covered(1, 24), "the others are there");
    }
  }
}
