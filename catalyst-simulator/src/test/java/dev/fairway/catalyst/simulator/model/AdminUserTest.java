package dev.fairway.catalyst.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Other users on the same Manager, and their objects. */
class AdminUserTest {

  private static final Predicate<String> OURS =
      name -> name.startsWith("fairway") || name.startsWith("fw-");
  private static final String OWN_SEQUENCE =
      """
      {'sequenceId':1,'sequenceName':'fairway-shop','baseAction':'accept','sequenceType':'data',
       'match':{'entries':[]},'actions':[]}""";

  private final ModelFixture fixture = new ModelFixture(FabricSeed.withActivePolicy());
  private final AdminUser alice = fixture.manager.adminUser("alice");

  @Test
  void edit_ofSomethingActive_holdsTheLockAndIsPushedLater() {
    ModelResponse answer = alice.edit("guest-networks", AdminUserTest::otherNetwork);
    assertEquals(200, answer.status());
    assertTrue(answer.body().orElseThrow().has("processId"));
    assertEquals(400, alice.edit("lisbon-guests", body -> body.put("description", "x")).status());
    alice.push();
    fixture.clock.advance(Duration.ofSeconds(5));
    assertEquals(
        1,
        fixture.manager.view().running().orElseThrow().objects().objects().values().stream()
            .filter(object -> object.body().toString().contains("10.3.64.0/18"))
            .count());
  }

  private static void otherNetwork(ObjectNode list) {
    list.putArray("entries").addObject().put("ipPrefix", "10.3.64.0/18");
  }

  @Test
  void lock_thatSomebodyHolds_stopsEditsUntilItIsDropped() {
    String lock = alice.takeLock(Duration.ofMinutes(3));
    AdminUser bob = fixture.manager.adminUser("bob");
    assertEquals(400, bob.edit("guest-networks", AdminUserTest::otherNetwork).status());
    assertEquals(200, alice.dropLock(lock).status());
    assertEquals(200, bob.edit("guest-networks", AdminUserTest::otherNetwork).status());
  }

  @Test
  void lock_thatSomebodyForgets_goesWithItsLease() {
    alice.takeLock(Duration.ofMinutes(3));
    fixture.clock.advance(Duration.ofMinutes(3));
    assertEquals(200, alice.edit("guest-networks", AdminUserTest::otherNetwork).status());
  }

  @Test
  void policies_areActivatedAndDeactivatedByPeopleToo() {
    assertEquals(200, alice.activate("corporate-winter").status());
    fixture.clock.advance(Duration.ofSeconds(5));
    assertEquals(List.of("control"), types("corporate-winter"));
    assertEquals(200, alice.deactivate("corporate-winter").status());
    fixture.clock.advance(Duration.ofSeconds(5));
    assertTrue(fixture.manager.view().running().isEmpty());
    assertEquals(Duration.ZERO, fixture.manager.timeWithoutPolicy());
    fixture.clock.advance(Duration.ofSeconds(5));
    assertEquals(Duration.ofSeconds(5), fixture.manager.timeWithoutPolicy());
    assertEquals(200, alice.delete("corporate").status());
  }

  private List<String> types(String policyName) {
    return fixture.manager.view().running().stream()
        .flatMap(running -> running.objects().find(running.policyId()).stream())
        .filter(policy -> policy.name().equals(policyName))
        .map(policy -> policy.body().path("policyDefinition").path("assembly").path(0))
        .map(item -> item.path("type").asText())
        .toList();
  }

  @Test
  void foreign_isNotWhatIsOurs() {
    String before = fixture.manager.foreign(OURS);
    assertTrue(before.contains("guest-networks"), before);
    String definition = fixture.definition("fairway-default", OWN_SEQUENCE);
    String sites =
        fixture.list("site", "{'name':'fairway-sites','type':'site','entries':[{'siteId':'100'}]}");
    String vpns =
        fixture.list("vpn", "{'name':'fairway-vpn','type':'vpn','entries':[{'vpn':'10'}]}");
    alice.edit(
        "corporate",
        body ->
            ((ArrayNode) body.path("policyDefinition").path("assembly"))
                .add(ModelFixture.json(ModelFixture.item(definition, sites, vpns))));
    assertEquals(before, fixture.manager.foreign(OURS));
  }

  @Test
  void foreign_changesWithEverythingOfPeoples() {
    String before = fixture.manager.foreign(OURS);
    alice.edit("spare-networks", AdminUserTest::otherNetwork);
    String edited = fixture.manager.foreign(OURS);
    assertNotEquals(before, edited);
    fixture.prefixes("another", "10.77.0.0/16");
    assertNotEquals(edited, fixture.manager.foreign(OURS));
    assertEquals(200, alice.delete("another").status());
    assertEquals(edited, fixture.manager.foreign(OURS));
    alice.activate("corporate-winter");
    fixture.clock.advance(Duration.ofSeconds(5));
    assertNotEquals(edited, fixture.manager.foreign(OURS));
  }

  @Test
  void foreign_hasPeoplesSequencesInOurDefinitionsWithoutTheirPlace() {
    fixture.definition("fairway-default", OWN_SEQUENCE);
    String before = fixture.manager.foreign(OURS);
    String peoples = OWN_SEQUENCE.replace("fairway-shop", "Custom").replace(":1,", ":11,");
    setSequences(peoples + "," + OWN_SEQUENCE);
    String with = fixture.manager.foreign(OURS);
    assertNotEquals(before, with);
    setSequences(OWN_SEQUENCE + "," + peoples.replace(":11,", ":21,"));
    assertEquals(with, fixture.manager.foreign(OURS));
  }

  private void setSequences(String sequences) {
    ModelResponse answer =
        alice.edit(
            "fairway-default",
            body -> body.set("sequences", ModelFixture.json("[" + sequences + "]")));
    assertEquals(200, answer.status());
    assertFalse(answer.body().orElseThrow().has("processId"));
  }
}
