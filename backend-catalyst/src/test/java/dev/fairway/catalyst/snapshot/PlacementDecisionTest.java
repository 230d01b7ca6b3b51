package dev.fairway.catalyst.snapshot;

import static dev.fairway.catalyst.snapshot.SnapshotFixture.ONE_SEGMENT;
import static dev.fairway.catalyst.snapshot.SnapshotFixture.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.Segment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where rules may go on a fabric whose managed sites are 100 and 200 to 299, with VPN 10. */
class PlacementDecisionTest {

  private static final Placement BESIDE = new Placement.Attach("id-corp");

  private final SnapshotFixture fixture = new SnapshotFixture();

  @Test
  void placement_otherSites_isBesideThem() {
    theirs("service", "1-99", "101-199", "300");

    assertEquals(BESIDE, auto());
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "tunnel", "all", "from-service", ""})
  void placement_oneManagedSiteInAnyDirectionAndVpn_isRefused(String direction) {
    theirs(direction, "1-100");

    assertTrue(refusal(auto()).contains("holds at managed sites 100,"), refusal(auto()));
  }

  @Test
  void refusal_namesListsDefinitionPolicyAndSites() {
    fixture.definition(Segment.DEFAULT, List.of());
    fixture.definitions.remove("id-fairway-default");
    theirs("all", "150-250", "290-310");
    fixture.definitions.put(
        "id-office", fixture.definition(SnapshotFixture.GUEST, List.of()).put("name", "office"));
    fixture.definitions.get("id-office").put("definitionId", "id-office");

    assertEquals(
        "data policy 'office' (direction all, site list 'branches', VPN list 'clerks') of the"
            + " active policy 'corp' holds at managed sites 200-250, 290-299, and an edge obeys"
            + " one data policy for a site; take these sites out of the settings, or out of that"
            + " entry",
        refusal(auto()));
  }

  @Test
  void placement_severalEntries_theOneInTheWayDecides() {
    theirs("service", "1");
    fixture.list("site", "rest", "siteId", "299");
    fixture.entry(
        "corp", "office", "tunnel", List.of("id-branches", "id-rest"), List.of("id-clerks"));

    assertTrue(refusal(auto()).contains("'branches', 'rest'"), refusal(auto()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"west", "100-", "9-1"})
  void placement_siteListThatCannotBeRead_isRefused(String site) {
    theirs("service", "1", site);

    assertTrue(refusal(auto()).contains("a site list of it cannot be read"), refusal(auto()));
  }

  @Test
  void placement_siteListThatIsNotThere_isRefused() {
    theirs("service", "1");
    fixture.lists.remove("id-branches");

    assertTrue(refusal(auto()).contains("'id-branches'"), refusal(auto()));
  }

  @Test
  void placement_regions_areRefused() {
    theirs("service", "1");
    fixture.entry("corp", "office", "service", List.of(), List.of()).putArray("regionIds").add("1");

    assertTrue(refusal(auto()).contains("names regions"), refusal(auto()));
  }

  @Test
  void placement_dataPolicyWithoutAnEntry_isRefused() {
    fixture.assembly("corp").addObject().put("definitionId", "id-office").put("type", "data");

    assertTrue(refusal(auto()).contains("no site list"), refusal(auto()));
  }

  @Test
  void placement_policiesOfOtherTypesAtManagedSites_areNotInTheWay() {
    theirs("service", "100");
    fixture
        .assembly("corp")
        .forEach(
            item ->
                ((com.fasterxml.jackson.databind.node.ObjectNode) item).put("type", "appRoute"));

    assertEquals(BESIDE, auto());
  }

  @Test
  void placement_ownDataPolicy_isNotInTheWay() {
    fixture.dataPolicy("corp", Segment.DEFAULT, ONE_SEGMENT, List.of(rule("10.1.0.1/32")));

    assertEquals(BESIDE, auto());
  }

  @Test
  void placement_dataPolicyOfASegmentThatOnlyAnotherFairwayKnows_isNotInTheWayWhereItsVpnIsFree() {
    fixture.dataPolicy("corp", SnapshotFixture.GUEST, SnapshotFixture.TWO_SEGMENTS, List.of());
    assertEquals(BESIDE, auto());

    fixture
        .list("vpn", "fairway-guest-vpn", "vpn", "10")
        .put("description", "Made by Fairway for segment guest");

    assertTrue(refusal(auto()).contains("fairway-guest-vpn"), refusal(auto()));
  }

  @Test
  void placement_cliPolicy_isRefused() {
    fixture.policies.get("id-corp").put("policyType", "cli").put("policyDefinition", "policy\n");

    assertEquals(
        "the active policy 'corp' is CLI text, to which nothing can be added; activate a policy"
            + " that is put together of definitions",
        refusal(auto()));
    assertEquals(auto(), placed(PlacementMode.OWN));
  }

  @Test
  void placement_noneActive_isRefusedUnlessFairwayMayMakeOne() {
    deactivate("corp");

    assertEquals(
        "no centralized policy is active; activate one, or let Fairway make one with mode: own",
        refusal(auto()));
    assertEquals(auto(), placed(PlacementMode.ATTACH));
    assertEquals(new Placement.Own("", false), placed(PlacementMode.OWN));
  }

  @Test
  void placement_ownPolicyThatIsNotActive_isFilledAgain() {
    deactivate("corp");
    fixture.policy("fairway", false);

    assertEquals(new Placement.Own("id-fairway", false), placed(PlacementMode.OWN));
  }

  @Test
  void placement_ownPolicyThatIsNotActiveAndHoldsOtherThings_isRefused() {
    deactivate("corp");
    fixture.policy("fairway", false);
    fixture.assembly("fairway").addObject().put("definitionId", "id-mesh").put("type", "mesh");

    assertTrue(
        refusal(placed(PlacementMode.OWN)).startsWith("policy 'fairway' is not active and holds"));
  }

  @Test
  void placement_ownPolicyActive_isOwnForWhoMadeItAndBesideForOthers() {
    deactivate("corp");
    fixture.policy("fairway", true);

    assertEquals(new Placement.Own("id-fairway", true), placed(PlacementMode.OWN));
    assertEquals(new Placement.Attach("id-fairway"), auto());
  }

  @Test
  void placement_ownPolicyToWhichUsersAttached_isRefusedWhereTheyAreInTheWay() {
    deactivate("corp");
    fixture.policy("fairway", true);
    fixture.list("site", "branches", "siteId", "5");
    fixture.entry("fairway", "office", "service", List.of("id-branches"), List.of());
    assertEquals(new Placement.Own("id-fairway", true), placed(PlacementMode.OWN));

    fixture.list("site", "branches", "siteId", "100");

    assertTrue(refusal(placed(PlacementMode.OWN)).contains("'branches'"));
  }

  @Test
  void placement_modeOwnBesideAForeignPolicy_isRefused() {
    assertEquals(
        "the active policy 'corp' is somebody else's, and mode 'own' is for a fabric without one;"
            + " set mode: attach, or deactivate it",
        refusal(placed(PlacementMode.OWN)));
  }

  @Test
  void placement_exactlyTheManagedSitesUnderOneForeignList_isAllowedWhereAskedForAndTheVpnIsFree() {
    theirs("service", "100", "200-250", "251-299");
    assertTrue(auto() instanceof Placement.Refused);
    assertEquals(new Placement.Attach("id-corp", Optional.of("id-branches")), underForeignLists());

    fixture.list("vpn", "clerks", "vpn", "5-15");
    assertTrue(underForeignLists() instanceof Placement.Refused, "VPN 10 is taken");

    theirs("service", "100", "200-298");
    assertTrue(underForeignLists() instanceof Placement.Refused, "not all managed sites");
  }

  @Test
  void placement_managedSitesUnderTwoForeignLists_isRefusedAlsoWhereAskedFor() {
    theirs("service", "100", "200-299");
    fixture.list("site", "again", "siteId", "100", "200-299");
    fixture.entry("corp", "more", "service", List.of("id-again"), List.of("id-clerks"));

    assertTrue(underForeignLists() instanceof Placement.Refused);
  }

  /** A foreign data policy, at sites of a list 'branches', in VPN 30. */
  private void theirs(String direction, String... sites) {
    fixture.list("site", "branches", "siteId", sites);
    fixture.list("vpn", "clerks", "vpn", "30");
    fixture.assembly("corp").removeAll();
    fixture.entry("corp", "office", direction, List.of("id-branches"), List.of("id-clerks"));
  }

  private void deactivate(String policy) {
    fixture.policies.get("id-" + policy).put("isPolicyActivated", false);
  }

  private Placement auto() {
    return placed(PlacementMode.AUTO);
  }

  private Placement placed(PlacementMode mode) {
    return placed(SnapshotFixture.fabric(ONE_SEGMENT, mode));
  }

  private Placement placed(ManagedFabric fabric) {
    return fixture.view(SnapshotFixture.MINE, fabric).placement();
  }

  private Placement underForeignLists() {
    ManagedFabric careful = SnapshotFixture.fabric();
    return placed(
        new ManagedFabric(
            careful.sites(),
            careful.vpns(),
            careful.mode(),
            true,
            Set.of(),
            careful.maxSequences(),
            careful.maxPrefixes()));
  }

  private static String refusal(Placement placement) {
    return placement instanceof Placement.Refused refused ? refused.why() : placement.toString();
  }
}
