package dev.fairway.runtime.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.runtime.Shop;
import dev.fairway.runtime.SyncReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Losses that two faults make together: each stage that holds back knows of one of them. */
class LossByTwoFaultsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int ALL = 30;

  private final SafetyCluster cluster = new SafetyCluster();
  private final SafetyOperator operator = new SafetyOperator(cluster);

  private void start() {
    cluster.service("cart", Shop.MPLS).pods("cart", 0, 14);
    cluster.service("web", Shop.BIZ).pods("web", 15, ALL - 1);
    next(SECOND);
    assertEquals(ALL, covered());
  }

  private SyncReport next(Duration time) {
    return operator.advance(time).sync();
  }

  private long covered() {
    return operator.covered(0, ALL - 1);
  }

  private void mistypeNetworks(String network) {
    cluster.networks(
        List.of(
            new Network(IpPrefix.parse(network), Segment.DEFAULT, Optional.of(new SiteId("200")))));
  }

  private void loseSightOfPods() {
    cluster.podsReadable(false);
    cluster.allPods().forEach(pod -> cluster.deleteSlice(pod.name()));
  }

  @Test
  void networksMistyped_addressesOutOfSightLongAfter_areMissingFromThenOn() {
    start();
    mistypeNetworks("10.7.0.0/16");
    next(SECOND);
    assertEquals(ALL, covered());
    loseSightOfPods();
    next(Duration.ofHours(2));
    assertEquals(ALL, covered(), "missed for the first time");
    next(operator.settings().holdFor().minus(SECOND));
    assertEquals(ALL, covered());
  }

  @Test
  void networksMistyped_addressListedAgainAfterItsTimeWasUp_staysInForce() {
    start();
    cluster.podsReadable(false);
    cluster.deleteSlice("cart-0");
    next(SECOND);
    mistypeNetworks("10.2.0.0/16");
    operator.fabric().fabric().setReachable(false);
    next(operator.settings().retention());
    operator.fabric().fabric().setReachable(true);
    cluster.restoreSlices();
    for (int hour = 0; hour < 3; hour++) {
      next(Duration.ofHours(1));
      assertEquals(ALL, covered(), "hour " + hour);
    }
  }

  @Test
  void networksMistypedAtARestart_annotationChangedToo_addressesStayInForce() {
    start();
    mistypeNetworks("10.7.0.0/16");
    operator.restart();
    next(SECOND);
    assertEquals(ALL, covered());
    cluster.declare("cart", Optional.of("ports=all tunnel=mpls fallback=any"));
    next(SECOND);
    assertEquals(ALL, covered(), "nothing is claimed for what is asked now");
  }

  @Test
  void fabricAndClusterUnread_holdThatWasOver_doesNotComeBack() {
    start();
    mistypeNetworks("10.7.0.0/16");
    String held = next(SECOND).holds().get(0).id();
    cluster.seeAllAgain();
    assertEquals(List.of(), next(SECOND).holds());
    cluster.completeness(Completeness.STALE);
    operator.fabric().fabric().setReachable(false);
    assertEquals(List.of(), next(SECOND).holds());
    cluster.completeness(Completeness.COMPLETE);
    operator.fabric().fabric().setReachable(true);
    mistypeNetworks("10.7.0.0/16");
    assertNotEquals(held, next(SECOND).holds().get(0).id());
  }

  @Test
  void fabricAndClusterUnread_holdThatLasts_lastsOn() {
    start();
    mistypeNetworks("10.7.0.0/16");
    String held = next(SECOND).holds().get(0).id();
    cluster.completeness(Completeness.STALE);
    operator.fabric().fabric().setReachable(false);
    assertEquals(held, next(SECOND).holds().get(0).id());
    cluster.completeness(Completeness.COMPLETE);
    assertEquals(held, next(SECOND).holds().get(0).id());
    operator.fabric().fabric().setReachable(true);
    assertEquals(held, next(SECOND).holds().get(0).id());
  }
}
