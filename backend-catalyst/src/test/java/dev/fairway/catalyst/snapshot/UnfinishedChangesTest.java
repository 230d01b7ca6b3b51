package dev.fairway.catalyst.snapshot;

import static dev.fairway.catalyst.snapshot.SnapshotFixture.MINE;
import static dev.fairway.catalyst.snapshot.SnapshotFixture.ONE_SEGMENT;
import static dev.fairway.catalyst.snapshot.SnapshotFixture.OTHER;
import static dev.fairway.catalyst.snapshot.SnapshotFixture.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.snapshot.ChangeLock.PushMethod;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said to be unfinished, and to whom. */
class UnfinishedChangesTest {

  private static final PathRule RULE = rule("10.1.0.1/32");
  private static final PathRule THEIRS =
      rule(OTHER, Segment.DEFAULT, "10.2.0.1/32", SnapshotFixture.BIZ);

  private final SnapshotFixture paper = new SnapshotFixture();

  @Test
  void unfinished_ownMark_isToldToItsOwnerAlone() {
    mark(MINE);

    assertEquals(
        List.of("a change was cut off: the list 'fairway-change' is still there"), toldTo(MINE));
    assertEquals(List.of(), toldTo(OTHER));
    assertEquals(MINE, paper.view().lock().orElseThrow().owner());
  }

  @Test
  void unfinished_listThatNothingRefersTo_isToldToItsOwnerAlone() {
    paper.container("corp", Segment.DEFAULT, ONE_SEGMENT, List.of(RULE, THEIRS));
    paper.sequences(Segment.DEFAULT).remove(0);

    assertEquals(1, toldTo(MINE).size(), toldTo(MINE)::toString);
    assertTrue(
        toldTo(MINE).get(0).matches("nothing refers to the list 'fw-[a-z2-7]{16}-.{8}-d'"),
        toldTo(MINE).get(0));
    assertEquals(List.of(), toldTo(OTHER));
  }

  @Test
  void unfinished_listThatPeopleReferTo_isNoLeftover() {
    paper.container("corp", Segment.DEFAULT, ONE_SEGMENT, List.of(RULE));
    paper.sequences(Segment.DEFAULT).remove(0);
    paper.lists.values().forEach(list -> list.put("referenceCount", 1));

    assertEquals(List.of(), toldTo(MINE));
  }

  @Test
  void unfinished_containerThatNoPolicyNames_isTold() {
    paper.definition(Segment.DEFAULT, List.of(RULE));

    assertEquals(List.of("no policy names the data policy 'fairway-default'"), toldTo(MINE));
  }

  @Test
  void unfinished_containerThatNoPolicyNamesWithSomebodyElsesRules_isTheirs() {
    paper.definition(Segment.DEFAULT, List.of(THEIRS));

    assertEquals(List.of(), toldTo(MINE));
    assertEquals(List.of("no policy names the data policy 'fairway-default'"), toldTo(OTHER));
  }

  @Test
  void unfinished_dataPolicyThatNoPolicyNamesWithRulesOfTwoOwners_isBothOwners() {
    paper.definition(Segment.DEFAULT, List.of(RULE, THEIRS));

    assertEquals(List.of("no policy names the data policy 'fairway-default'"), toldTo(MINE));
    assertEquals(List.of("no policy names the data policy 'fairway-default'"), toldTo(OTHER));
  }

  @Test
  void unfinished_whileAnotherOwnerChangesSomething_newContainersAreTheirs() {
    paper.definition(Segment.DEFAULT, List.of());
    paper.list("site", "fairway-sites", "siteId", "100").put("description", "Fairway sites");
    assertEquals(
        List.of(
            "no policy names the data policy 'fairway-default'",
            "nothing refers to the list 'fairway-sites'"),
        toldTo(MINE));

    mark(OTHER);

    assertEquals(List.of(), toldTo(MINE));
  }

  @Test
  void unfinished_ownSequenceEditedByHand_isToldToItsOwnerAlone() {
    paper.container("corp", Segment.DEFAULT, ONE_SEGMENT, List.of(RULE));
    ((ObjectNode) paper.sequences(Segment.DEFAULT).get(0)).put("baseAction", "drop");

    assertEquals(
        List.of(
            "data policy 'fairway-default', sequence of rule "
                + RULE.id()
                + ": the sequence, or a list that it needs, is not as Fairway writes it"),
        toldTo(MINE));
    DecodedSnapshot theirs = paper.view(OTHER, SnapshotFixture.fabric());
    assertEquals(List.of(), theirs.observed().unfinished());
    assertEquals(RULE.match(), theirs.observed().foreign().get(0).match().orElseThrow());
  }

  private void mark(OwnerId owner) {
    paper.list(
        new ChangeLock(
                "",
                owner,
                Instant.parse("2026-01-02T03:04:05Z"),
                PushMethod.TEMPLATES,
                "0123456789ab")
            .list());
  }

  private List<String> toldTo(OwnerId owner) {
    return paper.view(owner, SnapshotFixture.fabric()).observed().unfinished();
  }
}
