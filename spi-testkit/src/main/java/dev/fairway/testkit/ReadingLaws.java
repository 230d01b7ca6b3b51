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

  abstract ConformanceFixture fixture();

  @Test
  void L08_inventory_namesSitesEdgesAndTransports() {
    try (ConformanceFixture fixture = fixture()) {
      WanInventory inventory = fixture.wan.inventory();

      assertTrue(inventory.sites().size() >= 2, "two sites at least: " + inventory.sites());
      assertTrue(inventory.transports().size() >= 3, "three transports at least");
      for (Site site : inventory.sites()) {
        assertFalse(site.edges().isEmpty(), "site " + site.id() + " has no edge");
      }
      assertFalse(fixture.wan.age().isNegative(), "an age is not negative");
    }
  }

  @Test
  void L08_tunnels_runBetweenEdgesThatAreThere() {
    try (ConformanceFixture fixture = fixture()) {
      WanInventory inventory = fixture.wan.inventory();
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
    try (ConformanceFixture fixture = fixture()) {
      TargetProfile less = fixture.profile().withLimit(Limit.RULES, 1);
      fixture
          .openWith(less)
          .ifPresent(
              backend -> {
                try (backend) {
                  assertEquals(less, backend.inventory(fixture.call()).profile());
                }
              });
    }
  }

  @Test
  void L12_inventoryObserveAndWhereGoes_writeNothing() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.target.addForeign();
      fixture.reachStart();
      byte[] foreign = fixture.target.foreign();
      List<String> mine = fixture.mine();
      long writes = fixture.target.writes();

      fixture.backend.inventory(fixture.call());
      fixture.backend.observe(fixture.wan, fixture.call());
      fixture.backend.tracePath(fixture.rules.flow(fixture.rules.rule(0)), fixture.call());

      fixture.assertNoWriteSince(writes);
      assertEquals(mine, fixture.mine());
      assertArrayEquals(foreign, fixture.target.foreign());
    }
  }

  @Test
  void L12_observingTwice_givesTheSameRevision() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();

      Revision first = fixture.observe().revision();
      Revision second = fixture.observe().revision();

      assertEquals(first, second, "nothing changed in between");
    }
  }
}
