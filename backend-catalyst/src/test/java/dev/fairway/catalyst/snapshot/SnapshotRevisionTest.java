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

/** Edits that make a plan stale, and others that do not. */
class SnapshotRevisionTest {

  private final SnapshotFixture fixture = new SnapshotFixture();

  @BeforeEach
  void putRulesInForce() {
    fixture.dataPolicy(
        "corp", Segment.DEFAULT, ONE_SEGMENT, List.of(rule("10.1.0.1/32"), rule("10.1.0.2/32")));
    fixture.list("site", "branches", "siteId", "900");
    fixture.entry("corp", "theirs", "service", List.of("id-branches"), List.of());
    fixture.policy("spare", false);
  }

  /** The edits of what a plan was made from. */
  enum Touch {
    SEQUENCE_EDITED(fixture -> sequence(fixture).put("baseAction", "drop")),
    SEQUENCE_DELETED(fixture -> fixture.sequences(Segment.DEFAULT).remove(0)),
    SEQUENCE_MOVED(fixture -> sequence(fixture).put("sequenceId", 99)),
    FIELD_ADDED(fixture -> sequence(fixture).put("sequenceFlavour", "new")),
    DEFAULT_ACTION(
        fixture -> fixture.definitions.get("id-fairway-default").put("defaultAction", "x")),
    RULE_LIST(
        fixture ->
            ((ArrayNode) ruleList(fixture).path("entries"))
                .addObject()
                .put("ipPrefix", "10.8.0.0/16")),
    SITE_LIST(
        fixture -> ((ArrayNode) fixture.lists.get("id-fairway-sites").path("entries")).remove(0)),
    FOREIGN_SITE_LIST(
        fixture -> ((ArrayNode) fixture.lists.get("id-branches").path("entries")).removeAll()),
    ENTRY(fixture -> fixture.assembly("corp").remove(0)),
    FOREIGN_ENTRY(fixture -> fixture.assembly("corp").remove(1)),
    OTHER_POLICY(
        fixture -> {
          fixture.policies.get("id-corp").put("isPolicyActivated", false);
          fixture.policies.get("id-spare").put("isPolicyActivated", true);
        }),
    NO_POLICY(fixture -> fixture.policies.get("id-corp").put("isPolicyActivated", false)),
    LOCK(
        fixture ->
            fixture.list(
                new ChangeLock("", OTHER, Instant.EPOCH, PushMethod.TEMPLATES, "0123456789ab")
                    .list()));

    private final Consumer<SnapshotFixture> hand;

    Touch(Consumer<SnapshotFixture> hand) {
      this.hand = hand;
    }

    private static ObjectNode sequence(SnapshotFixture fixture) {
      return (ObjectNode) fixture.sequences(Segment.DEFAULT).get(0);
    }

    private static ObjectNode ruleList(SnapshotFixture fixture) {
      String id = sequence(fixture).path("match").path("entries").get(0).path("ref").asText();
      return fixture.lists.get(id);
    }
  }

  @ParameterizedTest
  @EnumSource
  void revision_whenAUserTouchesWhatAPlanIsMadeFrom_isAnother(Touch touch) {
    Revision before = revision();

    touch.hand.accept(fixture);

    assertNotEquals(before, revision());
  }

  @Test
  void revision_whenNothingChanges_isTheSame() {
    assertEquals(revision(), revision());
  }

  @Test
  void revision_whenTheManagersOwnFieldsChange_isTheSame() {
    Revision before = revision();

    for (ObjectNode tree : fixture.lists.values()) {
      tree.put("lastUpdated", 8).put("owner", "admin").put("referenceCount", 5);
    }
    fixture.definitions.values().forEach(tree -> tree.put("lastUpdated", 9).put("@rid", 3));
    fixture.policies.values().forEach(tree -> tree.put("lastUpdatedOn", 9));

    assertEquals(before, revision());
    assertEquals(List.of(), fixture.view().observed().unfinished());
  }

  /** Tools that write an object as they read it send along what the Manager added. */
  @Test
  void revision_whenAToolSendsBackWhatItRead_isTheSame() {
    Revision before = revision();

    for (var trees : List.of(fixture.lists, fixture.definitions, fixture.policies)) {
      for (ObjectNode tree : trees.values()) {
        tree.put("owner", "ana").put("infoTag", "").put("version", "3").put("readOnly", false);
        tree.put("isActivatedByVsmart", true).put("lastUpdated", 12).put("createdBy", "ana");
        tree.put("createdOn", 11).put("lastUpdatedBy", "ana").put("policyVersion", "v");
        tree.putArray("activatedId").add("id-corp");
        tree.putArray("references").addObject().put("id", "id-corp").put("type", "vsmartpolicy");
      }
    }

    assertEquals(before, revision());
    assertEquals(List.of(), fixture.view().observed().unfinished());
    assertEquals(2, fixture.view().observed().mine().size());
  }

  @Test
  void revision_whenFieldsStandInAnotherOrder_isTheSame() {
    Revision before = revision();
    ObjectNode tree = fixture.definitions.get("id-fairway-default");
    ObjectNode name = tree.deepCopy();

    tree.remove("name");
    tree.set("name", name.path("name"));

    assertEquals(before, revision());
  }

  @Test
  void revision_whenSomethingElseIsEdited_isTheSame() {
    Revision before = revision();

    fixture.list("dataPrefix", "people", "ipPrefix", "10.0.0.0/8");
    fixture.policies.get("id-spare").put("policyDescription", "later");

    assertEquals(before, revision());
  }

  private Revision revision() {
    return fixture.view().observed().revision();
  }
}
