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

/** The reports of unfinished changes, by owner. */
class UnfinishedChangesTest {

  private static final PathRule RULE = rule("10.1.0.1/32");
  private static final PathRule THEIRS =
      rule(OTHER, Segment.DEFAULT, "10.2.0.1/32", SnapshotFixture.BIZ);

  private static final String DETACHED =
      "the entry of data policy 'fairway-default' is not in the active policy 'corp' any more";

  private final SnapshotFixture fixture = new SnapshotFixture();

  @Test
  void unfinished_ownLock_isReportedToItsOwnerAlone() {
    lock(MINE);

    assertEquals(
        List.of("a change was cut off: the list 'fairway-change' is still there"),
        reportedTo(MINE));
    assertEquals(List.of(), reportedTo(OTHER));
    assertEquals(MINE, fixture.view().lock().orElseThrow().owner());
  }

  @Test
  void unfinished_listThatNothingRefersTo_isReportedToItsOwnerAlone() {
    fixture.dataPolicy("corp", Segment.DEFAULT, ONE_SEGMENT, List.of(RULE, THEIRS));
    fixture.sequences(Segment.DEFAULT).remove(0);

    assertEquals(1, reportedTo(MINE).size(), reportedTo(MINE)::toString);
    assertTrue(
        reportedTo(MINE).get(0).matches("nothing refers to the list 'fw-[a-z2-7]{16}-.{8}-d'"),
        reportedTo(MINE).get(0));
    assertEquals(List.of(), reportedTo(OTHER));
  }

  @Test
  void unfinished_listThatUsersReferTo_isNoLeftover() {
    fixture.dataPolicy("corp", Segment.DEFAULT, ONE_SEGMENT, List.of(RULE));
    fixture.sequences(Segment.DEFAULT).remove(0);
    fixture.lists.values().forEach(list -> list.put("referenceCount", 1));

    assertEquals(List.of(), reportedTo(MINE));
  }

  @Test
  void unfinished_dataPolicyThatNoPolicyNames_isReported() {
    fixture.definition(Segment.DEFAULT, List.of(RULE));

    assertEquals(List.of(DETACHED), reportedTo(MINE));
  }

  @Test
  void unfinished_dataPolicyThatNoPolicyNamesWithAnotherOwnersRules_isTheirs() {
    fixture.definition(Segment.DEFAULT, List.of(THEIRS));

    assertEquals(List.of(), reportedTo(MINE));
    assertEquals(List.of(DETACHED), reportedTo(OTHER));
  }

  @Test
  void unfinished_dataPolicyThatNoPolicyNamesWithRulesOfTwoOwners_isReportedToBoth() {
    fixture.definition(Segment.DEFAULT, List.of(RULE, THEIRS));

    assertEquals(List.of(DETACHED), reportedTo(MINE));
    assertEquals(List.of(DETACHED), reportedTo(OTHER));
  }

  @Test
  void unfinished_whileAnotherOwnerChangesSomething_newDataPoliciesAreTheirs() {
    fixture.definition(Segment.DEFAULT, List.of());
    fixture
        .list("site", "fairway-sites", "siteId", "100")
        .put("description", "Made by Fairway for its sites");
    assertEquals(
        List.of(
            "no policy names the data policy 'fairway-default'",
            "nothing refers to the list 'fairway-sites'"),
        reportedTo(MINE));

    lock(OTHER);

    assertEquals(List.of(), reportedTo(MINE));
  }

  @Test
  void unfinished_ownSequenceThatAUserEdited_isReportedToItsOwnerAlone() {
    fixture.dataPolicy("corp", Segment.DEFAULT, ONE_SEGMENT, List.of(RULE));
    ((ObjectNode) fixture.sequences(Segment.DEFAULT).get(0)).put("baseAction", "drop");

    assertEquals(
        List.of(
            "data policy 'fairway-default', sequence of rule "
                + RULE.id()
                + ": the sequence, or a list that it needs, is not as Fairway writes it"),
        reportedTo(MINE));
    DecodedSnapshot theirs = fixture.view(OTHER, SnapshotFixture.fabric());
    assertEquals(List.of(), theirs.observed().unfinished());
    assertEquals(RULE.match(), theirs.observed().foreign().get(0).match().orElseThrow());
  }

  private void lock(OwnerId owner) {
    fixture.list(
        new ChangeLock(
                "",
                owner,
                Instant.parse("2026-01-02T03:04:05Z"),
                PushMethod.TEMPLATES,
                "0123456789ab")
            .list());
  }

  private List<String> reportedTo(OwnerId owner) {
    return fixture.view(owner, SnapshotFixture.fabric()).observed().unfinished();
  }
}
