package dev.fairway.catalyst.snapshot;

import static dev.fairway.catalyst.snapshot.SnapshotFixture.ONE_SEGMENT;
import static dev.fairway.catalyst.snapshot.SnapshotFixture.OTHER;
import static dev.fairway.catalyst.snapshot.SnapshotFixture.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.snapshot.ChangeLock.PushMethod;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.Revision;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What makes a plan stale, and what does not. */
class SnapshotRevisionTest {

  private final SnapshotFixture paper = new SnapshotFixture();

  @BeforeEach
  void putRulesInForce() {
    paper.container(
        "corp", Segment.DEFAULT, ONE_SEGMENT, List.of(rule("10.1.0.1/32"), rule("10.1.0.2/32")));
    paper.list("site", "branches", "siteId", "900");
    paper.entry("corp", "theirs", "service", List.of("id-branches"), List.of());
    paper.policy("spare", false);
  }

  /** What somebody does that touches what a plan was made from. */
  enum Touch {
    SEQUENCE_EDITED(paper -> sequence(paper).put("baseAction", "drop")),
    SEQUENCE_DELETED(paper -> paper.sequences(Segment.DEFAULT).remove(0)),
    SEQUENCE_MOVED(paper -> sequence(paper).put("sequenceId", 99)),
    FIELD_ADDED(paper -> sequence(paper).put("sequenceFlavour", "new")),
    DEFAULT_ACTION(paper -> paper.definitions.get("id-fairway-default").put("defaultAction", "x")),
    RULE_LIST(
        paper ->
            ((ArrayNode) ruleList(paper).path("entries"))
                .addObject()
                .put("ipPrefix", "10.8.0.0/16")),
    SITE_LIST(paper -> ((ArrayNode) paper.lists.get("id-fairway-sites").path("entries")).remove(0)),
    FOREIGN_SITE_LIST(
        paper -> ((ArrayNode) paper.lists.get("id-branches").path("entries")).removeAll()),
    ENTRY(paper -> paper.assembly("corp").remove(0)),
    FOREIGN_ENTRY(paper -> paper.assembly("corp").remove(1)),
    OTHER_POLICY(
        paper -> {
          paper.policies.get("id-corp").put("isPolicyActivated", false);
          paper.policies.get("id-spare").put("isPolicyActivated", true);
        }),
    NO_POLICY(paper -> paper.policies.get("id-corp").put("isPolicyActivated", false)),
    MARK(
        paper ->
            paper.list(
                new ChangeLock("", OTHER, Instant.EPOCH, PushMethod.TEMPLATES, "0123456789ab")
                    .list()));

    private final Consumer<SnapshotFixture> hand;

    Touch(Consumer<SnapshotFixture> hand) {
      this.hand = hand;
    }

    private static ObjectNode sequence(SnapshotFixture paper) {
      return (ObjectNode) paper.sequences(Segment.DEFAULT).get(0);
    }

    private static ObjectNode ruleList(SnapshotFixture paper) {
      String id = sequence(paper).path("match").path("entries").get(0).path("ref").asText();
      return paper.lists.get(id);
    }
  }

  @ParameterizedTest
  @EnumSource
  void revision_whenSomebodyTouchesWhatAPlanIsMadeFrom_isAnother(Touch touch) {
    Revision before = revision();

    touch.hand.accept(paper);

    assertNotEquals(before, revision());
  }

  @Test
  void revision_whenNothingChanges_isTheSame() {
    assertEquals(revision(), revision());
  }

  @Test
  void revision_whenTheManagerNotesSomething_isTheSame() {
    Revision before = revision();

    for (ObjectNode tree : paper.lists.values()) {
      tree.put("lastUpdated", 8).put("owner", "admin").put("referenceCount", 5);
    }
    paper.definitions.values().forEach(tree -> tree.put("lastUpdated", 9).put("@rid", 3));
    paper.policies.values().forEach(tree -> tree.put("lastUpdatedOn", 9));

    assertEquals(before, revision());
  }

  @Test
  void revision_whenFieldsStandInAnotherOrder_isTheSame() {
    Revision before = revision();
    ObjectNode tree = paper.definitions.get("id-fairway-default");
    ObjectNode name = tree.deepCopy();

    tree.remove("name");
    tree.set("name", name.path("name"));

    assertEquals(before, revision());
  }

  @Test
  void revision_whenSomethingElseIsEdited_isTheSame() {
    Revision before = revision();

    paper.list("dataPrefix", "people", "ipPrefix", "10.0.0.0/8");
    paper.policies.get("id-spare").put("policyDescription", "later");

    assertEquals(before, revision());
  }

  private Revision revision() {
    return paper.view().observed().revision();
  }
}
