package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.runtime.Shop;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Reads of the inventory between syncs. */
class LoopInventoryTest {

  private static final RandomGenerator NO_CHANCE = () -> 0;

  /** The inventory each minute, a sync each hour. */
  private static final LoopSettings SETTINGS =
      new LoopSettings(
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          Duration.ofHours(10),
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofSeconds(3));

  private final LoopFixture fixture = new LoopFixture();
  private final SyncLoop loop = fixture.loop().settings(SETTINGS).random(NO_CHANCE).build();

  private void runFor(long seconds) {
    fixture.run(loop, Duration.ofSeconds(seconds));
  }

  private List<Long> reads() {
    return fixture.backend.inventories.stream().map(Duration::toSeconds).toList();
  }

  private void inventoryFails(BackendException failure) {
    fixture.backend.onInventory =
        () -> {
          throw failure;
        };
  }

  private static WanInventory grown(WanInventory wan) {
    List<Site> sites = new ArrayList<>(wan.sites());
    sites.add(new Site(new SiteId("300"), "site 3", List.of()));
    return new WanInventory(sites, wan.networks(), wan.tunnels(), wan.routed());
  }

  private static WanInventory withTunnel(WanInventory wan, boolean up) {
    return wan.withTunnels(List.of(tunnel(true, up)));
  }

  private static Tunnel tunnel(boolean encrypted, boolean up) {
    Transport mpls = new Transport("mpls");
    return new Tunnel(
        "edge-1", mpls, "edge-2", mpls, encrypted, Optional.empty(), up, Optional.empty());
  }

  private static WanInventory withFunction(WanInventory wan, ServiceFunction... functions) {
    return new WanInventory(
        wan.sites(), wan.networks(), wan.tunnels(), wan.routed(), List.of(functions));
  }

  @Test
  void inventory_isReadOnItsOwnInterval_withoutSyncs() {
    loop.begin();
    runFor(190);
    assertEquals(List.of(0L, 60L, 120L, 180L), reads());
    assertEquals(1, fixture.ended.size());
  }

  @Test
  void sync_ofAFabricThatCannotBeWritten_isRepeatedOnTheIntervalOfTheInventory() {
    Diagnostic error =
        Diagnostic.error(
            DiagnosticCode.FABRIC_UNMANAGEABLE,
            new Subject(Subject.Kind.SITE, "100"),
            "",
            "",
            "no policy is active");
    fixture.backend.observed =
        seen ->
            new ObservedPolicy(
                seen.mine(),
                seen.otherOwners(),
                seen.foreign(),
                seen.revision(),
                seen.unfinished(),
                List.of(error));
    loop.begin();
    runFor(130);
    assertEquals(
        List.of(0L, 60L, 120L),
        fixture.backend.observes.stream().map(Duration::toSeconds).toList());
  }

  @Test
  void sync_betweenTwoReads_takesTheLastOneWithItsAge() {
    loop.begin();
    runFor(70);
    loop.changed();
    runFor(1);
    assertEquals(List.of(0L, 60L), reads());
    assertEquals(Duration.ofMillis(10_200), fixture.last().planned().orElseThrow().wan().age());
  }

  @Test
  void inventory_thatSaysSomethingElse_makesASyncThatKnowsIt() {
    loop.begin();
    runFor(1);
    fixture.backend.inventory = LoopInventoryTest::grown;
    runFor(60);
    assertEquals(2, fixture.ended.size());
    assertEquals(3, fixture.last().planned().orElseThrow().wan().inventory().sites().size());
    runFor(600);
    assertEquals(2, fixture.ended.size(), "it is no longer news");
  }

  @Test
  void tunnelThatGoesDown_isTheFabricsBusiness() {
    fixture.backend.inventory = wan -> withTunnel(wan, true);
    loop.begin();
    runFor(1);
    fixture.backend.inventory = wan -> withTunnel(wan, false);
    runFor(120);
    assertEquals(3, reads().size());
    assertEquals(1, fixture.ended.size());
  }

  @Test
  void tunnelOutOfSight_isTheFabricsBusinessToo_alsoWhenItIsBack() {
    fixture.backend.inventory = wan -> withTunnel(wan, true);
    loop.begin();
    runFor(1);
    fixture.backend.inventory = wan -> wan;
    runFor(120);
    fixture.backend.inventory = wan -> withTunnel(wan, true);
    runFor(60);
    assertEquals(4, reads().size());
    assertEquals(1, fixture.ended.size());
  }

  @Test
  void tunnelThatIsSeenUnencrypted_makesASyncAtOnce_alsoWhileItIsDown() {
    fixture.backend.inventory = wan -> withTunnel(wan, true);
    loop.begin();
    runFor(1);
    fixture.backend.inventory = wan -> wan.withTunnels(List.of(tunnel(false, false)));
    runFor(60);
    assertEquals(2, fixture.ended.size());
    fixture.backend.inventory = wan -> wan;
    runFor(60);
    assertEquals(2, fixture.ended.size(), "out of sight it stays unencrypted");
    loop.changed();
    runFor(1);
    assertEquals(
        List.of(tunnel(false, false)),
        fixture.last().planned().orElseThrow().resolved().wan().tunnels());
  }

  @Test
  void function_thatComes_makesASync_andOneThatGoesDownDoesNot() {
    ServiceFunction firewall = new ServiceFunction("firewall", new SiteId("100"), false, true);
    loop.begin();
    runFor(1);
    fixture.backend.inventory = wan -> withFunction(wan, firewall);
    runFor(60);
    assertEquals(2, fixture.ended.size());
    assertEquals(
        List.of(firewall),
        fixture.last().planned().orElseThrow().resolved().wan().functions(),
        "resolved with");
    fixture.backend.inventory = wan -> withFunction(wan, firewall.withUp(false));
    runFor(60);
    assertEquals(2, fixture.ended.size());
    fixture.backend.inventory = wan -> wan;
    runFor(60);
    assertEquals(3, fixture.ended.size());
  }

  @Test
  void inventory_thatCannotBeRead_isTold_triedAgain_andNotFatal() {
    loop.begin();
    runFor(1);
    inventoryFails(new BackendException(ErrorKind.UNAVAILABLE, "no answer"));
    runFor(65);
    assertEquals(List.of(0L, 60L, 61L, 63L), reads());
    assertEquals(Optional.of("the inventory could not be read: no answer"), loop.state().problem());
    assertEquals(0, loop.state().failures());
    fixture.shop.service("search", Shop.BIZ, Shop.pods(11, 13));
    loop.changed();
    fixture.run(loop, Duration.ofMillis(200));
    assertEquals(
        4, fixture.fabric.rules(Shop.OWNER).size(), "syncs go on with what was known last");
    fixture.backend.onInventory = () -> {};
    runFor(5);
    assertEquals(Optional.empty(), loop.state().problem());
  }

  @Test
  void inventory_thatIsNotAllowed_keepsSyncsAwayFromTheAccountToo() {
    loop.begin();
    runFor(1);
    inventoryFails(new BackendException(ErrorKind.UNAUTHORIZED, "who are you"));
    runFor(60);
    loop.changed();
    runFor(58);
    assertEquals(1, fixture.ended.size());
    runFor(2);
    assertEquals(2, fixture.ended.size());
  }

  @Test
  void inventory_whileTheFabricIsAway_isNotAskedFor() {
    loop.begin();
    runFor(59);
    fixture.backend.onObserve =
        () -> {
          throw BackendException.retryAfter(
              ErrorKind.UNAVAILABLE, "no answer", Duration.ofMinutes(3));
        };
    loop.changed();
    runFor(120);
    assertEquals(List.of(0L), reads());
  }

  @Test
  void inventory_thatCannotBeReadEvenOnce_isTheFirstSyncsFailure() {
    inventoryFails(new BackendException(ErrorKind.UNAVAILABLE, "no answer"));
    loop.begin();
    runFor(8);
    assertEquals(List.of(0L, 1L, 3L, 7L), reads());
    assertEquals(4, loop.state().failures());
    fixture.backend.onInventory = () -> {};
    runFor(60);
    assertTrue(fixture.last().succeeded());
    assertEquals(List.of(0L, 1L, 3L, 7L, 15L), reads());
  }

  @Test
  void backendThatBreaksWhileItIsAsked_isToldByItsClassOnly() {
    loop.begin();
    runFor(1);
    fixture.backend.onInventory =
        () -> {
          throw new IllegalStateException("password=hunter2");
        };
    runFor(60);
    assertEquals(
        Optional.of(
            "the inventory could not be read: the backend broke in inventory:"
                + " java.lang.IllegalStateException"),
        loop.state().problem());
  }
}
