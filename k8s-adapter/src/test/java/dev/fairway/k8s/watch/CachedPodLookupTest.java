package dev.fairway.k8s.watch;

import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.watch.PodLookupFixture.ended;
import static dev.fairway.k8s.watch.PodLookupFixture.inHostNetwork;
import static dev.fairway.k8s.watch.PodLookupFixture.missing;
import static dev.fairway.k8s.watch.PodLookupFixture.ofNobody;
import static dev.fairway.k8s.watch.PodLookupFixture.pod;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.runtime.safety.PodLookup.MissingAddress;
import dev.fairway.runtime.safety.PodLookup.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the pods of a cluster tell of an address that is missing. */
class CachedPodLookupTest {

  private final PodLookupFixture cluster = new PodLookupFixture(service("cart").build());

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void look_ofAPodThatIsThere_isThereWhetherItIsReadyOrNot() {
    cluster.run(
        pod("shop/a", "cart", "10.1.0.1").build(),
        pod("shop/b", "cart", "10.1.0.2").editStatus().withPhase("Pending").endStatus().build());

    assertEquals(
        Map.of(
            missing("10.1.0.1", "shop/a"), Sight.THERE, missing("10.1.0.2", "shop/b"), Sight.THERE),
        cluster.look(missing("10.1.0.1", "shop/a"), missing("10.1.0.2", "shop/b")));
    assertEquals(List.of("GET shop", "GET shop"), cluster.requests());
  }

  @Test
  void look_ofAPodThatEndedOrMovedOrIsNotSelected_isEnded() {
    cluster.run(
        ended(pod("shop/a", "cart", "10.1.0.1"), "Succeeded"),
        ended(pod("shop/b", "cart", "10.1.0.2"), "Failed"),
        pod("shop/c", "cart", "10.1.0.33").build(),
        pod("shop/d", "search", "10.1.0.4").build());

    assertEquals(Sight.ENDED, cluster.sight(missing("10.1.0.1", "shop/a")));
    assertEquals(Sight.ENDED, cluster.sight(missing("10.1.0.2", "shop/b")));
    assertEquals(Sight.ENDED, cluster.sight(missing("10.1.0.3", "shop/c")));
    assertEquals(Sight.ENDED, cluster.sight(missing("10.1.0.4", "shop/d")));
  }

  @Test
  void look_ofAnAddressWithoutItsPod_isTakenByAnotherOrNobodys() {
    cluster.run(
        pod("other/x", "any", "10.1.0.1").build(),
        ended(pod("other/y", "any", "10.1.0.2"), "Failed"));

    assertEquals(Sight.TAKEN, cluster.sight(missing("10.1.0.1", "shop/a")));
    assertEquals(Sight.NOBODY, cluster.sight(missing("10.1.0.2", "shop/b")));
    assertEquals(Sight.NOBODY, cluster.sight(missing("10.1.0.3", "shop/c")));
  }

  @Test
  void look_ofAPodMadeAnewThatHasNoAddressYet_looksForOthersThere() {
    cluster.run(
        pod("shop/a", "cart").build(),
        pod("shop/b", "cart").build(),
        pod("other/x", "any", "10.1.0.1").build());

    assertEquals(Sight.TAKEN, cluster.sight(missing("10.1.0.1", "shop/a")));
    assertEquals(Sight.NOBODY, cluster.sight(missing("10.1.0.2", "shop/b")));
  }

  @Test
  void look_ofANodesAddress_isNeverTakenByAnotherPodInTheNodesNetwork() {
    cluster.run(
        inHostNetwork(pod("other/x", "any", "192.0.2.1")),
        inHostNetwork(pod("shop/agent", "cart", "192.0.2.2")));

    assertEquals(Sight.NOBODY, cluster.sight(missing("192.0.2.1", "shop/a")));
    assertEquals(Sight.THERE, cluster.sight(missing("192.0.2.2", "shop/agent")));
    assertEquals(Sight.UNKNOWN, cluster.sight(ofNobody("192.0.2.1")), "every node has such pods");
  }

  @Test
  void look_withoutTheNameOfThePod_asksWhetherTheServiceSelectsTheOneThatIsThere() {
    cluster.run(
        pod("shop/a", "cart", "10.1.0.1").build(),
        pod("shop/b", "search", "10.1.0.2").build(),
        pod("other/c", "cart", "10.1.0.3").build());

    assertEquals(Sight.THERE, cluster.sight(missing("10.1.0.1")));
    assertEquals(Sight.TAKEN, cluster.sight(missing("10.1.0.2")));
    assertEquals(Sight.TAKEN, cluster.sight(missing("10.1.0.3")));
    assertEquals(Sight.NOBODY, cluster.sight(missing("10.1.0.4")));
    assertEquals(Sight.THERE, cluster.sight(ofNobody("10.1.0.2")));
    assertEquals(Sight.NOBODY, cluster.sight(ofNobody("10.1.0.4")));
  }

  @Test
  void look_ofThePresentSelector_notThatOfThePast() {
    cluster.run(pod("shop/a", "cart", "10.1.0.1").build());
    assertEquals(Sight.THERE, cluster.sight(missing("10.1.0.1", "shop/a")));

    cluster.shop().update(service("cart").editSpec().addToSelector("tier", "db").endSpec().build());
    InformerFixture.eventually()
        .until(
            () -> {
              cluster.lookup().refresh();
              return cluster.sight(missing("10.1.0.1", "shop/a")) == Sight.ENDED;
            });
  }

  @Test
  void look_ofTheSecondAddressOfAPod_isFoundThoughNoFieldSelectorFindsIt() {
    cluster.run(
        pod("shop/a", "cart", "10.1.0.1", "fd00::1").build(),
        pod("shop/x", "any", "10.1.0.9", "fd00::2").build());

    assertEquals(Sight.THERE, cluster.sight(missing("fd00::1", "shop/a")));
    assertEquals(Sight.TAKEN, cluster.sight(missing("fd00::2", "shop/b")));
    assertEquals(Sight.NOBODY, cluster.sight(missing("fd00::3", "shop/c")));
    assertEquals(
        Sight.UNKNOWN,
        cluster.sight(ofNobody("fd00::4")),
        "it may be a pod's in another namespace");
  }

  @Test
  void look_ofAPodMadeAnewWithTheSameNameAndAddress_isEnded() {
    cluster.run(pod("shop/a", "cart", "10.1.0.1").build());
    assertEquals(Sight.THERE, cluster.sight(missing("10.1.0.1", "shop/a")));

    cluster.delete("shop/a");
    cluster.run(pod("shop/a", "cart", "10.1.0.1").build());
    cluster.lookup().refresh();

    assertEquals(Sight.ENDED, cluster.sight(missing("10.1.0.1", "shop/a")));
  }

  @Test
  void look_ofManyPodsOfANamespace_listsThemAndGetsNone() {
    List<MissingAddress> addresses = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      cluster.run(pod("shop/p" + i, "cart", "10.1.0." + i).build());
      addresses.add(missing("10.1.0." + i, "shop/p" + i));
    }
    cluster.requests();

    Map<MissingAddress, Sight> sights = cluster.lookup().look(addresses);

    assertEquals(60, sights.size());
    assertTrue(sights.values().stream().allMatch(Sight.THERE::equals));
    assertTrue(cluster.requests().stream().allMatch("LIST shop"::equals), "pages of two");
  }

  @Test
  void look_ofMoreThanFitsIntoOneCall_leavesTheRestUnknownAndGoesOnWithIt() {
    cluster.run(pod("shop/x", "cart", "10.1.0.1").build());
    assertEquals(Sight.THERE, cluster.sight(missing("10.1.0.1", "shop/x")));
    cluster.requests();
    List<MissingAddress> addresses = new ArrayList<>();
    for (int i = 1; i <= 250; i++) {
      addresses.add(missing("10.1.1." + i));
    }
    Map<MissingAddress, Sight> first = cluster.lookup().look(addresses);
    assertTrue(first.size() <= 200);
    assertTrue(cluster.requests().size() <= 200);

    cluster.lookup().refresh();
    assertEquals(250, cluster.lookup().look(addresses).size());
  }

  @Test
  void look_withoutTheRightToGet_asksByAddress() {
    cluster.run(
        pod("shop/a", "cart", "10.1.0.1").build(), pod("other/x", "any", "10.1.0.2").build());
    cluster.shop().kubernetes().faultInjector().deny("get", "pods");

    assertEquals(Sight.THERE, cluster.sight(missing("10.1.0.1", "shop/a")));
    assertEquals(Sight.TAKEN, cluster.sight(missing("10.1.0.2", "shop/b")));
  }

  @Test
  void look_withoutAnyRightOrAnswer_isUnknownAndNotAskedAgainByTheNextSync() {
    cluster.run(pod("shop/a", "cart", "10.1.0.1").build());
    cluster.shop().kubernetes().faultInjector().deny("*", "pods");
    assertEquals(Sight.UNKNOWN, cluster.sight(missing("10.1.0.1", "shop/a")));
    cluster.requests();
    assertEquals(Sight.UNKNOWN, cluster.sight(missing("10.1.0.1", "shop/a")));
    assertEquals(List.of(), cluster.requests());

    cluster.shop().kubernetes().faultInjector().allow("*", "pods");
    cluster.lookup().refresh();
    assertEquals(Sight.THERE, cluster.sight(missing("10.1.0.1", "shop/a")));

    cluster.shop().kubernetes().goAway();
    cluster.lookup().refresh();
    assertEquals(Sight.THERE, cluster.sight(missing("10.1.0.1", "shop/a")), "for a while");
    cluster.shop().advance(Duration.ofSeconds(20));
    assertEquals(Sight.UNKNOWN, cluster.sight(missing("10.1.0.1", "shop/a")));
  }

  @Test
  void refresh_asksForASyncWhereAnAnswerBecomesAReason() {
    cluster.run(
        pod("shop/a", "cart", "10.1.0.1").build(), pod("shop/b", "cart", "10.1.0.2").build());
    MissingAddress one = missing("10.1.0.1", "shop/a");
    MissingAddress other = missing("10.1.0.2", "shop/b");
    cluster.look(one, other);
    int changes = cluster.shop().changes();
    cluster.lookup().refresh();
    assertEquals(changes, cluster.shop().changes(), "nothing is new");

    cluster.delete("shop/a");
    cluster.lookup().refresh();
    assertEquals(changes + 1, cluster.shop().changes());
    assertEquals(0, cluster.shop().urgentChanges());
    assertTrue(cluster.lookup().reusedSince(one).isEmpty());

    long before = System.nanoTime();
    cluster.run(pod("other/x", "any", "10.1.0.1").build());
    cluster.lookup().refresh();
    assertEquals(1, cluster.shop().urgentChanges());
    long seen = cluster.lookup().reusedSince(one).orElseThrow();
    assertTrue(seen - before >= 0 && System.nanoTime() - seen >= 0);
    assertTrue(cluster.lookup().reusedSince(other).isEmpty());
  }

  @Test
  void look_ofNothing_endsTheQuestions() {
    cluster.look(missing("10.1.0.1", "shop/a"));
    cluster.look();
    cluster.requests();
    cluster.lookup().refresh();

    assertEquals(List.of(), cluster.requests());
  }
}
