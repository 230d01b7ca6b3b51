package dev.fairway.catalyst.snapshot;

import static dev.fairway.catalyst.snapshot.SnapshotFixture.MINE;
import static dev.fairway.catalyst.snapshot.SnapshotFixture.ONE_SEGMENT;
import static dev.fairway.catalyst.snapshot.SnapshotFixture.OTHER;
import static dev.fairway.catalyst.snapshot.SnapshotFixture.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An owner deletes what is its own, and never what may be another's. */
class UnusedObjectsTest {

  private static final PathRule RULE = rule("10.1.0.1/32");
  private static final PathRule THEIRS =
      rule(OTHER, Segment.DEFAULT, "10.2.0.1/32", SnapshotFixture.BIZ);
  private static final String ID = SnapshotFixture.idOf("fairway-default");

  private final SnapshotFixture fixture = new SnapshotFixture();

  @Test
  void definitions_ownRulesThatNoPolicyNames_areUnused() {
    fixture.definition(Segment.DEFAULT, List.of(RULE));

    assertEquals(Set.of(ID), unused(MINE).definitions());
    assertEquals(1, unused(MINE).lists().size(), "and the list to which only they refer");
  }

  @Test
  void definitions_inForce_areUsed() {
    fixture.dataPolicy("corp", Segment.DEFAULT, ONE_SEGMENT, List.of(RULE));

    assertTrue(unused(MINE).isEmpty());
  }

  @Test
  void definitions_rulesOfAnotherOwnerAlone_areTheirs() {
    fixture.definition(Segment.DEFAULT, List.of(THEIRS));

    assertTrue(unused(MINE).isEmpty());
    assertEquals(Set.of(ID), unused(OTHER).definitions());
    assertTrue(isFairways(), "its name can be used again by whoever needs one");
  }

  @Test
  void definitions_rulesOfTwoOwners_areBothOwners() {
    fixture.definition(Segment.DEFAULT, List.of(RULE, THEIRS));

    assertEquals(Set.of(ID), unused(MINE).definitions());
    assertEquals(
        List.of(MINE),
        unused(MINE).lists().stream().map(list -> ListOwnership.owner(list).orElseThrow()).toList(),
        "lists of rules are deleted by their own owner");
  }

  @Test
  void definitions_ownCounterWithAForeignList_areForeign() {
    fixture.definition(Segment.DEFAULT, List.of(RULE));
    fixture.lists.values().forEach(list -> list.put("description", "addresses of the till"));

    assertTrue(unused(MINE).isEmpty());
    assertFalse(isFairways());
  }

  @Test
  void definitions_ownListWithAForeignCounter_areForeign() {
    fixture.definition(Segment.DEFAULT, List.of(RULE));
    ObjectNode sequence = (ObjectNode) fixture.sequences(Segment.DEFAULT).get(0);
    sequence.path("actions").forEach(action -> ((ObjectNode) action).put("parameter", "till"));

    assertTrue(unused(MINE).isEmpty());
  }

  @Test
  void lists_vpnListOfASegmentThatOnlyAnotherFairwayHas_isTheirs() {
    fixture
        .list("vpn", "fairway-guest-vpn", "vpn", "20")
        .put("description", "Made by Fairway for segment guest");
    fixture
        .list("vpn", "fairway-default-vpn", "vpn", "10")
        .put("description", "Made by Fairway for segment default");

    assertEquals(
        List.of("fairway-default-vpn"),
        unused(MINE).lists().stream().map(list -> list.name()).toList());
    assertEquals(
        List.of("nothing refers to the list 'fairway-default-vpn'"),
        fixture.view().observed().unfinished());
  }

  private boolean isFairways() {
    PolicySnapshot snapshot = fixture.view().snapshot();
    return UnusedObjects.isFairways(snapshot, snapshot.definitions().get(ID));
  }

  private UnusedObjects unused(OwnerId owner) {
    return new UnusedObjects(
        fixture.view().snapshot(),
        owner,
        ONE_SEGMENT.numbers().keySet(),
        UnusedObjects.ChangeEffects.NONE,
        false);
  }
}
