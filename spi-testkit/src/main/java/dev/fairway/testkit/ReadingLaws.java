package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.SdwanBackend;
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
      Revision revision = fixture.backend.observe(fixture.wan, fixture.call()).revision();
      fixture.backend.isAt(revision, fixture.wan, fixture.call());
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

  @Test
  void L19_isAt_theRevisionOfAnObservation_isTrueWhileNothingIsWritten() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Revision seen = fixture.observe().revision();

      assertTrue(fixture.isAt(fixture.backend, seen), "right after the observation");
      assertTrue(fixture.isAt(fixture.backend, seen), "at a second look");
    }
  }

  @Test
  void L19_isAt_askedOfAFreshBackend_answersAsOneThatObserved() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Revision seen = fixture.observe().revision();

      try (SdwanBackend fresh = fixture.target.open(ConformanceFixture.OWNER)) {
        assertTrue(fixture.isAt(fresh, seen), "the first call of an object");
      }
    }
  }

  @Test
  void L19_isAt_afterARuleWasTakenAway_isFalse() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Revision seen = fixture.observe().revision();

      writeBehind(fixture, fixture.rules.rule(0), fixture.rules.rule(2));

      assertFalse(fixture.isAt(fixture.backend, seen), "a rule of the owner is gone");
    }
  }

  @Test
  void L19_isAt_afterAllRulesWereTakenAway_isFalse() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Revision seen = fixture.observe().revision();
      fixture.isAt(fixture.backend, seen);

      writeBehind(fixture);

      assertFalse(fixture.isAt(fixture.backend, seen), "all rules of the owner are gone");
    }
  }

  @Test
  void L19_isAt_afterTheAddressesOfARuleChanged_isFalse() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Revision seen = fixture.observe().revision();

      writeBehind(
          fixture,
          fixture.rules.rule(0, "192.0.2.0", "192.0.2.100"),
          fixture.rules.rule(1),
          fixture.rules.rule(2));

      assertFalse(fixture.isAt(fixture.backend, seen), "a rule matches other packets");
    }
  }

  /** Writes the owner's rules through another backend object, so that the first one sees none. */
  private static void writeBehind(ConformanceFixture fixture, PathRule... rules) {
    try (SdwanBackend other = fixture.target.open(ConformanceFixture.OWNER)) {
      ApplyAttempt.of(other, fixture.planTo(other, List.of(rules)), fixture.wan, fixture.call())
          .assertSucceeded();
    }
  }
}
