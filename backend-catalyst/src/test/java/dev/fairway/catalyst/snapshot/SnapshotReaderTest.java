package dev.fairway.catalyst.snapshot;

import static dev.fairway.catalyst.snapshot.SnapshotFixture.GUEST;
import static dev.fairway.catalyst.snapshot.SnapshotFixture.MINE;
import static dev.fairway.catalyst.snapshot.SnapshotFixture.ONE_SEGMENT;
import static dev.fairway.catalyst.snapshot.SnapshotFixture.OTHER;
import static dev.fairway.catalyst.snapshot.SnapshotFixture.TWO_SEGMENTS;
import static dev.fairway.catalyst.snapshot.SnapshotFixture.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.client.ManagerException;
import dev.fairway.catalyst.snapshot.ChangeLock.PushMethod;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.policy.PathRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The content of one read, and its requests. */
class SnapshotReaderTest {

  private static final PathRule FIRST = rule("10.1.0.1/32");
  private static final PathRule SECOND = rule("10.1.0.2/32");
  private static final PathRule THEIRS =
      rule(OTHER, Segment.DEFAULT, "10.2.0.1/32", SnapshotFixture.BIZ);

  private final SnapshotFixture fixture = new SnapshotFixture();

  @Test
  void read_dataPolicyInForce_hasTheRulesOfEachOwnerInTheirOrder() {
    fixture.dataPolicy("corp", Segment.DEFAULT, ONE_SEGMENT, List.of(THEIRS, SECOND, FIRST));

    ObservedPolicy observed = fixture.view().observed();

    assertEquals(List.of(SECOND, FIRST), observed.mine());
    assertEquals(List.of(THEIRS), observed.otherOwners());
    assertEquals(List.of(), observed.foreign());
    assertEquals(List.of(), observed.unfinished());
    assertEquals(
        List.of(THEIRS),
        fixture.view(OTHER, SnapshotFixture.fabric()).observed().mine(),
        "the same place, seen by the other owner");
  }

  @Test
  void read_quietFabric_costsThreeRequests() {
    fixture.dataPolicy("corp", Segment.DEFAULT, ONE_SEGMENT, List.of(FIRST));
    CannedManagerApi manager = fixture.answers();

    new SnapshotReader(MINE, SnapshotFixture.fabric(), SnapshotFixture.WAN).read(manager);

    assertEquals(3, manager.asked().size(), manager.asked()::toString);
  }

  @Test
  void read_twoSegments_costFourRequestsWhetherBothHaveDataPoliciesOrOne() {
    fixture.dataPolicy("corp", Segment.DEFAULT, TWO_SEGMENTS, List.of(FIRST));
    assertEquals(4, requests(), "the other data policy may be anywhere");

    PathRule guest = rule(MINE, GUEST, "10.1.0.1/32", SnapshotFixture.BIZ);
    fixture.dataPolicy("corp", GUEST, TWO_SEGMENTS, List.of(guest));
    assertEquals(4, requests());

    DecodedSnapshot view =
        fixture.view(MINE, SnapshotFixture.fabric(TWO_SEGMENTS, PlacementMode.AUTO));
    assertEquals(List.of(FIRST, guest), view.observed().mine());
  }

  private int requests() {
    CannedManagerApi manager = fixture.answers();
    ManagedFabric fabric = SnapshotFixture.fabric(TWO_SEGMENTS, PlacementMode.AUTO);
    new SnapshotReader(MINE, fabric, SnapshotFixture.WAN).read(manager);
    return manager.asked().size();
  }

  @Test
  void read_emptyManager_showsNothingAndWhereRulesWouldGo() {
    DecodedSnapshot view = fixture.view();

    assertEquals(new Placement.Attach("id-corp"), view.placement());
    assertEquals(List.of(), view.observed().mine());
    assertTrue(view.dataPolicies().isEmpty());
  }

  @Test
  void read_dataPolicyInAPolicyThatIsNotActive_isNotInForceAndNoLeftover() {
    fixture.policy("spare", false);
    fixture.dataPolicy("spare", Segment.DEFAULT, ONE_SEGMENT, List.of(FIRST));

    DecodedSnapshot view = fixture.view();

    assertEquals(List.of(), view.observed().mine());
    assertEquals(List.of(), view.observed().unfinished());
    assertTrue(view.dataPolicies().get(Segment.DEFAULT).item().isEmpty());
  }

  @Test
  void read_dataPolicyOfTheSecondName_isTheOneInForce() {
    ObjectNode old = fixture.definition(Segment.DEFAULT, List.of(FIRST));
    fixture.dataPolicy("corp", Segment.DEFAULT, ONE_SEGMENT, List.of(SECOND));
    old.put("name", "fairway-default").put("definitionId", "id-old");
    fixture.definitions.get("id-fairway-default").put("name", "fairway-default_2");
    fixture.definitions.put("id-old", old);
    fixture.list(
        new ChangeLock("", OTHER, java.time.Instant.EPOCH, PushMethod.ACTIVATION, "0".repeat(12))
            .list());

    DecodedSnapshot view = fixture.view();

    assertEquals(List.of(SECOND), view.observed().mine());
    assertEquals(2, view.snapshot().definitions().size());
  }

  @Test
  void read_listOfTheSecondName_isStillTheRules() {
    fixture.dataPolicy("corp", Segment.DEFAULT, ONE_SEGMENT, List.of(FIRST));
    fixture.lists.values().stream()
        .filter(list -> list.path("name").asText().startsWith("fw-"))
        .forEach(list -> list.put("name", list.path("name").asText() + "_2"));

    assertEquals(List.of(FIRST), fixture.view().observed().mine());
  }

  @Test
  void read_foreignSequenceInTheDataPolicy_isReportedWithItsMatch() {
    fixture.dataPolicy("corp", Segment.DEFAULT, ONE_SEGMENT, List.of(FIRST, SECOND));
    ObjectNode byHand = fixture.sequences(Segment.DEFAULT).get(0).deepCopy();
    byHand.put("sequenceId", 5).put("sequenceName", "Custom").putArray("actions");
    fixture.sequences(Segment.DEFAULT).add(byHand);

    ObservedPolicy observed = fixture.view().observed();

    assertEquals(List.of(FIRST, SECOND), observed.mine());
    assertEquals(1, observed.foreign().size());
    assertEquals("Custom 5", observed.foreign().get(0).name());
    assertEquals(1, observed.foreign().get(0).position());
    assertEquals(FIRST.match(), observed.foreign().get(0).match().orElseThrow());
  }

  @Test
  void read_entryThatAUserChanged_putsNothingInForceAndSaysSo() {
    fixture.dataPolicy("corp", Segment.DEFAULT, ONE_SEGMENT, List.of(FIRST));
    ((ObjectNode) fixture.assembly("corp").get(0).path("entries").get(0)).put("direction", "all");

    ObservedPolicy observed = fixture.view().observed();

    assertEquals(List.of(), observed.mine());
    assertEquals(
        List.of(
            "data policy 'fairway-default' holds elsewhere than Fairway puts it: another writer changed"
                + " its entry in the active policy, or a list that the entry names"),
        observed.unfinished());
  }

  @Test
  void read_answerWithoutData_isNeverAnEmptyManager() {
    for (String path : List.of("/template/policy/list", "/template/policy/vsmart")) {
      CannedManagerApi manager = fixture.answers();
      manager.answer(path, JsonNodeFactory.instance.objectNode().put("message", "later"));
      SnapshotReader reader =
          new SnapshotReader(MINE, SnapshotFixture.fabric(), SnapshotFixture.WAN);

      ManagerException failure = assertThrows(ManagerException.class, () -> reader.read(manager));

      assertEquals(ManagerException.Reason.UNREADABLE, failure.reason());
      assertTrue(failure.sentence().contains(path), failure.sentence());
    }
  }

  @Test
  void read_answerOfObjectsWithoutIds_isNeverAnEmptyManager() {
    for (String path : List.of("/template/policy/list", "/template/policy/vsmart")) {
      for (JsonNode wrong :
          List.<JsonNode>of(
              JsonNodeFactory.instance.arrayNode(),
              JsonNodeFactory.instance
                  .objectNode()
                  .set(
                      "data",
                      JsonNodeFactory.instance
                          .arrayNode()
                          .add(JsonNodeFactory.instance.objectNode().put("name", "nobody"))))) {
        CannedManagerApi manager = fixture.answers();
        manager.answer(path, wrong);
        SnapshotReader reader =
            new SnapshotReader(MINE, SnapshotFixture.fabric(), SnapshotFixture.WAN);
        assertThrows(ManagerException.class, () -> reader.read(manager), wrong::toString);
      }
    }
  }
}
