package dev.fairway.k8s.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an API server shows to leave goes without any time passing, however much it is, and nobody
 * waits for it. In each, another Service gets pods meanwhile.
 */
class SeenLossOnApiTest {

  private final SafetyFixture fairway = new SafetyFixture();
  private final SafetyObjects cluster = fairway.objects();

  @AfterEach
  void close() {
    fairway.close();
  }

  /** The Service cart has the pods 1 to 24, another one 101 to 110. */
  private void start() {
    cluster.service("cart", "mpls");
    cluster.start("cart", 1, 24);
    cluster.service("search", "biz-internet");
    cluster.start("search", 101, 110);
    fairway.open();
    assertEquals(24, fairway.covered(1, 24));
    assertEquals(34, fairway.covered(0, 499));
  }

  private static IntStream all() {
    return IntStream.rangeClosed(1, 24);
  }

  private static IntStream onNode(int node) {
    return all().filter(number -> number % 2 == node);
  }

  /** The Service cart has no rules for others than these pods, now and when all times are over. */
  private void assertLeft(IntStream pods) {
    cluster.start("search", 111, 112);
    int[] left = pods.toArray();
    fairway.until(
        "rules for " + left.length + " pods beside those of search",
        report ->
            SafetyFixture.retained(report) == 0
                && fairway.covered(0, 499) == left.length + 12
                && fairway.covered(101, 112) == 12);
    assertTrue(IntStream.of(left).allMatch(number -> fairway.covered(number, number) == 1));
    SyncReport later = fairway.advance(Duration.ofHours(2));
    assertTrue(later.succeeded());
    assertEquals(left.length + 12, fairway.covered(0, 499));
    assertTrue(fairway.reports().stream().allMatch(report -> report.holds().isEmpty()));
  }

  @Test
  void scaleToZeroAndBack_nothingIsHeld() {
    start();
    cluster.terminate("cart", all());
    cluster.remove("cart", all());
    assertLeft(IntStream.empty());
    cluster.start("cart", 1, 24);
    assertLeft(all());
  }

  @Test
  void recreate_nothingIsHeld() {
    start();
    cluster.terminate("cart", all());
    cluster.remove("cart", all());
    cluster.start("cart", 31, 54);
    assertLeft(IntStream.rangeClosed(31, 54));
  }

  @Test
  void deletedNamespace_nothingIsHeld() {
    start();
    cluster.deleteNamespace("cart");
    assertLeft(IntStream.empty());
  }

  @Test
  void drainedNode_nothingIsHeld() {
    start();
    cluster.terminate("cart", onNode(0));
    onNode(0)
        .forEach(
            number -> {
              cluster.remove("cart", IntStream.of(number));
              cluster.start("cart", 199 + number, 199 + number);
            });
    fairway.until(
        "the pods elsewhere",
        report -> SafetyFixture.retained(report) == 0 && fairway.covered(200, 225) == 12);
    assertEquals(24 + 10, fairway.covered(0, 499));
    assertTrue(onNode(0).allMatch(number -> fairway.covered(number, number) == 0));
    assertTrue(onNode(1).allMatch(number -> fairway.covered(number, number) == 1));
    assertEquals(List.of(), fairway.advance(Duration.ofHours(2)).holds());
    assertEquals(24 + 10, fairway.covered(0, 499));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Succeeded", "Failed"})
  void completedJobAndEvictedPods_nothingIsHeld(String phase) {
    start();
    cluster.end("cart", all().limit(20), phase);
    assertLeft(IntStream.rangeClosed(21, 24));
  }

  @Test
  void nodeRollWhileTheOperatorIsDown_deadAddressesGoAndNothingIsHeld() {
    start();
    fairway.shut();
    cluster.terminate("cart", all());
    cluster.remove("cart", all());
    cluster.start("cart", 31, 54);
    fairway.open();
    assertLeft(IntStream.rangeClosed(31, 54));
  }
}
