package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That the backend describes its fabric, and does nothing but look at it. */
abstract class ReadingLaws {

  abstract ConformanceFixture bench();

  @Test
  void L08_inventory_namesSitesEdgesAndTransports() {
    try (ConformanceFixture bench = bench()) {
      WanInventory inventory = bench.wan.inventory();

      assertTrue(inventory.sites().size() >= 2, "two sites at least: " + inventory.sites());
      assertTrue(inventory.transports().size() >= 3, "three transports at least");
      for (Site site : inventory.sites()) {
        assertFalse(site.edges().isEmpty(), "site " + site.id() + " has no edge");
      }
      assertFalse(bench.wan.age().isNegative(), "an age is not negative");
    }
  }

  @Test
  void L08_tunnels_runBetweenEdgesThatAreThere() {
    try (ConformanceFixture bench = bench()) {
      WanInventory inventory = bench.wan.inventory();
      Set<String> edges =
          inventory.sites().stream()
              .flatMap(site -> site.edges().stream())
              .map(edge -> edge.name())
              .collect(Collectors.toSet());

      for (Tunnel tunnel : inventory.tunnels()) {
        assertTrue(edges.contains(tunnel.fromEdge()), "unknown edge in " + tunnel);
        assertTrue(edges.contains(tunnel.toEdge()), "unknown edge in " + tunnel);
      }
    }
  }

  @Test
  void L08_openedWithLess_claimsExactlyThat() {
    try (ConformanceFixture bench = bench()) {
      TargetProfile less = bench.profile().withLimit(Limit.RULES, 1);
      bench
          .openWith(less)
          .ifPresent(
              backend -> {
                try (backend) {
                  assertEquals(less, backend.inventory(bench.call()).profile());
                }
              });
    }
  }

  @Test
  void L12_inventoryObserveAndWhereGoes_writeNothing() {
    try (ConformanceFixture bench = bench()) {
      bench.target.addForeign();
      bench.reachStart();
      byte[] foreign = bench.target.foreign();
      List<String> mine = bench.mine();
      long writes = bench.target.writes();

      bench.backend.inventory(bench.call());
      bench.backend.observe(bench.wan, bench.call());
      bench.backend.tracePath(bench.rules.flow(bench.rules.rule(0)), bench.call());

      bench.assertNoWriteSince(writes);
      assertEquals(mine, bench.mine());
      assertArrayEquals(foreign, bench.target.foreign());
    }
  }

  @Test
  void L12_observingTwice_givesTheSameRevision() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();

      Revision first = bench.observe().revision();
      Revision second = bench.observe().revision();

      assertEquals(first, second, "nothing changed in between");
    }
  }
}
