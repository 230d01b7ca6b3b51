package dev.fairway.catalyst.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.ModelResponse;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.PathRule;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits by other users on a Manager over HTTPS are in the next snapshot. */
class ManualEditTest {

  private static final PathRule FIRST = SnapshotFixture.rule("10.1.0.1/32");
  private static final PathRule SECOND = SnapshotFixture.rule("10.1.0.2/32");

  private final SimulatedManagerFixture manager =
      new SimulatedManagerFixture(FabricSeed.withActivePolicy(), SnapshotFixture.fabric());
  private Revision before = new Revision("none yet");

  @BeforeEach
  void putRulesInForce() {
    manager.inventory();
    manager.install(List.of(FIRST, SECOND));
    ObservedPolicy observed = manager.view().observed();
    assertEquals(List.of(FIRST, SECOND), observed.mine());
    assertEquals(List.of(), observed.unfinished());
    before = observed.revision();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void view_ofAQuietFabric_costsThreeRequestsAndIsTheSame() {
    long mark = manager.mark();

    ObservedPolicy observed = manager.view().observed();

    assertEquals(3, manager.asked(mark).size(), () -> manager.asked(mark).toString());
    assertTrue(manager.asked(mark).stream().noneMatch(call -> call.isWrite()));
    assertEquals(before, observed.revision());
  }

  @Test
  void view_afterASequenceWasDeleted_lacksThatRule() {
    accepted(
        manager
            .person()
            .edit(SimulatedManagerFixture.dataPolicy(), body -> sequences(body).remove(0)));

    assertEquals(List.of(SECOND), changed().mine());
  }

  @Test
  void view_afterASequenceWasEdited_lacksThatRuleAndSaysWhy() {
    accepted(
        manager
            .person()
            .edit(SimulatedManagerFixture.dataPolicy(), first(ManualEditTest::matchDscpToo)));

    ObservedPolicy observed = changed();

    assertEquals(List.of(SECOND), observed.mine());
    assertEquals(1, observed.unfinished().size(), observed.unfinished()::toString);
    assertTrue(observed.unfinished().get(0).contains(FIRST.id().toString()));
  }

  @Test
  void view_afterSequencesChangedPlaces_showsTheOrderInForce() {
    accepted(
        manager
            .person()
            .edit(
                SimulatedManagerFixture.dataPolicy(),
                first(sequence -> sequence.put("sequenceId", 99))));

    assertEquals(List.of(SECOND, FIRST), changed().mine());
  }

  @Test
  void view_afterAListChanged_showsTheRuleWithThoseAddresses() {
    accepted(
        manager
            .person()
            .edit(
                manager.listOf(FIRST),
                body -> body.withArray("entries").addObject().put("ipPrefix", "10.9.0.0/16")));

    PathRule found = changed().mine().get(0);

    assertEquals(FIRST.id(), found.id());
    assertEquals(
        PrefixSet.parse("10.1.0.1/32,10.9.0.0/16"), found.match().destination().orElseThrow());
  }

  @Test
  void view_afterTheEntryWasTakenOutOfThePolicy_showsNoRule() {
    accepted(
        manager
            .person()
            .edit(
                "corporate",
                body -> {
                  ArrayNode assembly = (ArrayNode) body.path("policyDefinition").path("assembly");
                  assembly.remove(assembly.size() - 1);
                }));

    ObservedPolicy observed = changed();

    assertEquals(List.of(), observed.mine());
    assertTrue(
        observed
            .unfinished()
            .contains(
                "the entry of data policy 'fairway-default' is not in the active policy 'corporate'"
                    + " any more"),
        observed.unfinished()::toString);
  }

  @Test
  void view_afterThePolicyWasDeactivated_showsNoRuleAndNoPlacement() {
    accepted(manager.person().deactivate("corporate"));
    manager.settle();

    assertEquals(List.of(), changed().mine());
    assertInstanceOf(Placement.Refused.class, manager.view().placement());
  }

  @Test
  void view_afterAnotherPolicyWasActivated_showsNoRuleAndThePlacementThere() {
    accepted(manager.person().activate("corporate-winter"));
    manager.settle();

    assertEquals(List.of(), changed().mine());
    Placement.Attach place = assertInstanceOf(Placement.Attach.class, manager.view().placement());
    assertNotEquals(manager.corporate(), place.policyId());
  }

  @Test
  void view_afterAForeignSiteListGrewOverAManagedSite_refusesAPlacement() {
    accepted(
        manager
            .person()
            .edit(
                "lisbon", body -> body.withArray("entries").addObject().put("siteId", "150-250")));

    assertNotEquals(before, manager.view().observed().revision());
    Placement.Refused refused =
        assertInstanceOf(Placement.Refused.class, manager.view().placement());
    assertTrue(refused.why().contains("site list 'lisbon'"), refused.why());
    assertTrue(refused.why().contains("managed sites 200-250"), refused.why());
  }

  @Test
  void view_afterAForeignSequenceWasPutBetween_reportsIt() {
    accepted(
        manager
            .person()
            .edit(
                SimulatedManagerFixture.dataPolicy(),
                body -> {
                  ObjectNode drop = sequences(body).addObject();
                  drop.put("sequenceId", 6).put("sequenceName", "Custom");
                  drop.put("sequenceType", "data").put("sequenceIpType", "ipv4");
                  drop.put("baseAction", "drop");
                  drop.putObject("match")
                      .putArray("entries")
                      .addObject()
                      .put("field", "dscp")
                      .put("value", "46");
                  drop.putArray("actions");
                }));

    ObservedPolicy observed = changed();

    assertEquals(List.of(FIRST, SECOND), observed.mine());
    assertEquals(1, observed.foreign().get(0).position());
    assertTrue(observed.foreign().get(0).match().isEmpty(), "it may take anything");
  }

  private static void matchDscpToo(ObjectNode sequence) {
    ArrayNode entries = (ArrayNode) sequence.path("match").path("entries");
    entries.addObject().put("field", "dscp").put("value", "46");
  }

  private ObservedPolicy changed() {
    ObservedPolicy observed = manager.view().observed();
    assertNotEquals(before, observed.revision());
    return observed;
  }

  private static void accepted(ModelResponse answer) {
    assertEquals(200, answer.status(), answer::toString);
  }

  private static Consumer<ObjectNode> first(Consumer<ObjectNode> hand) {
    return body -> hand.accept((ObjectNode) sequences(body).get(0));
  }

  private static ArrayNode sequences(ObjectNode body) {
    return (ArrayNode) body.path("sequences");
  }
}
