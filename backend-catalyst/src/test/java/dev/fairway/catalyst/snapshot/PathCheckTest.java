package dev.fairway.catalyst.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rules that would drop their traffic from their installation on. */
class PathCheckTest {

  private static final PathRule STRICT =
      SnapshotFixture.rule(
          SnapshotFixture.MINE, Segment.DEFAULT, "10.1.0.1/32", SnapshotFixture.MPLS);

  @Test
  void usable_colourUpAtEveryEdge_saysNothing() {
    assertEquals(
        List.of(),
        PathCheck.usable(
            wan(up("fra-1", SnapshotFixture.MPLS), up("mad-1", SnapshotFixture.MPLS)), STRICT));
  }

  @Test
  void usable_colourDownAtOneEdgeThatHasOthersUp_namesThatEdge() {
    WanInventory wan =
        wan(
            up("fra-1", SnapshotFixture.MPLS),
            up("mad-1", SnapshotFixture.BIZ),
            tunnel("mad-1", SnapshotFixture.MPLS, false));

    assertEquals(
        List.of(
            "edge 'mad-1' of site 200 has no tunnel up over mpls, so a rule without a fallback"
                + " would drop its traffic from the start"),
        PathCheck.usable(wan, STRICT));
  }

  @Test
  void usable_ruleThatMayFallBack_saysNothing() {
    PathRule loose =
        new PathRule(
            STRICT.id(),
            STRICT.owner(),
            STRICT.scope(),
            STRICT.direction(),
            STRICT.match(),
            Treatment.steer(Fallback.ANY, SnapshotFixture.MPLS));

    assertEquals(List.of(), PathCheck.usable(wan(up("mad-1", SnapshotFixture.BIZ)), loose));
  }

  @Test
  void usable_oneOfSeveralTransportsUp_isEnough() {
    PathRule ordered =
        new PathRule(
            STRICT.id(),
            STRICT.owner(),
            STRICT.scope(),
            STRICT.direction(),
            STRICT.match(),
            Treatment.steer(Fallback.NONE, SnapshotFixture.MPLS, SnapshotFixture.BIZ));

    assertEquals(List.of(), PathCheck.usable(wan(up("mad-1", SnapshotFixture.BIZ)), ordered));
  }

  @Test
  void usable_edgeThatIsCutOff_saysNothing() {
    assertEquals(
        List.of(),
        PathCheck.usable(
            wan(up("fra-1", SnapshotFixture.MPLS), tunnel("mad-1", SnapshotFixture.MPLS, false)),
            STRICT));
  }

  private static WanInventory wan(Tunnel... tunnels) {
    return new WanInventory(
        SnapshotFixture.WAN.sites(), List.of(), List.of(tunnels), new TreeMap<>());
  }

  private static Tunnel up(String edge, Transport transport) {
    return tunnel(edge, transport, true);
  }

  private static Tunnel tunnel(String edge, Transport transport, boolean up) {
    return new Tunnel(
        edge, transport, "hub", transport, true, Optional.empty(), up, Optional.empty());
  }
}
