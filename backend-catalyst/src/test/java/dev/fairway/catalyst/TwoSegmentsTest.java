package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.snapshot.PlacementMode;
import dev.fairway.catalyst.wire.StoredPolicy;
import dev.fairway.core.net.Segment;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.wan.SiteId;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two segments of one fabric: two containers, which share one list of sites. */
class TwoSegmentsTest {

  private static final OwnerId OTHER = new OwnerId("shop-us");

  private final List<BackendFixture> benches = new ArrayList<>();

  /** Where rules are put. */
  enum Place {
    BESIDE_PEOPLE(FabricSeed.withActivePolicy(), PlacementMode.ATTACH),
    OWN_POLICY(FabricSeed.demo(), PlacementMode.OWN);

    private final FabricSeed seed;
    private final PlacementMode mode;

    Place(FabricSeed seed, PlacementMode mode) {
      this.seed = seed;
      this.mode = mode;
    }
  }

  @AfterEach
  void close() {
    benches.forEach(BackendFixture::close);
  }

  private BackendFixture fixture(Place place) {
    BackendFixture fixture = BackendFixture.twoSegments(place.seed, place.mode);
    benches.add(fixture);
    return fixture;
  }

  private static PathRule rule(OwnerId owner, Segment segment, int host, String... sites) {
    TreeSet<SiteId> ids = new TreeSet<>(List.of(sites).stream().map(SiteId::new).toList());
    return SyncSteps.rule(owner, owner + " " + segment, host, new Scope(segment, ids));
  }

  private static PathRule office(int host) {
    return rule(SyncSteps.OWNER, Segment.DEFAULT, host, "100", "200");
  }

  private static PathRule blue(int host) {
    return rule(SyncSteps.OWNER, BackendFixture.BLUE, host, "100", "200");
  }

  /** A pass, after which another one has nothing to do; how often it pushed. */
  private static long pushes(BackendFixture fixture, PathRule... desired) {
    long mark = fixture.simulator.requests().mark();
    SyncSteps.reach(fixture, List.of(desired));
    long pushes = fixture.simulator.requests().countsSince(mark).pushes();
    long writes = fixture.watched.writes();
    try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
      Plan again = SyncSteps.plan(fixture, backend, List.of(desired));
      assertTrue(again.isEmpty(), again::toString);
      assertTrue(
          backend
              .apply(again, SyncSteps.wan(fixture, backend), SyncSteps.call(fixture))
              .succeeded());
    }
    assertEquals(writes, fixture.watched.writes(), "a second pass writes nothing");
    assertNothingIsLeftOver(fixture);
    return pushes;
  }

  private static void assertNothingIsLeftOver(BackendFixture fixture) {
    for (JsonNode list : ours(fixture)) {
      assertTrue(list.path("referenceCount").asInt() > 0, list::toString);
    }
    Set<String> inForce = new TreeSet<>();
    items(fixture).forEach(item -> inForce.add(item.path("definitionId").asText()));
    assertEquals(inForce, new TreeSet<>(fixture.admin.containers().values()));
  }

  private static List<JsonNode> ours(BackendFixture fixture) {
    return fixture.admin.all(AdminActions.LISTS).stream()
        .filter(list -> list.path("name").asText().matches("(fw-|fairway).*"))
        .toList();
  }

  /** What the active policy says of Fairway's containers. */
  private static List<ObjectNode> items(BackendFixture fixture) {
    Collection<String> containers = fixture.admin.containers().values();
    return new StoredPolicy(fixture.admin.active())
        .assembly().stream()
            .filter(item -> containers.contains(item.path("definitionId").asText()))
            .toList();
  }

  /** The sites of the one list under which this many containers hold. */
  private static List<String> sites(BackendFixture fixture, int containers) {
    List<JsonNode> lists =
        ours(fixture).stream().filter(list -> list.path("type").asText().equals("site")).toList();
    assertEquals(1, lists.size(), lists::toString);
    List<ObjectNode> items = items(fixture);
    assertEquals(containers, items.size(), items::toString);
    for (ObjectNode item : items) {
      assertEquals(
          lists.get(0).path("listId").asText(),
          item.path("entries").path(0).path("siteLists").path(0).asText());
    }
    return lists.get(0).path("entries").findValuesAsText("siteId");
  }

  @ParameterizedTest
  @EnumSource
  void apply_inOneSegmentOrInBoth_pushesOnceUnderOneSiteList(Place place) {
    BackendFixture fixture = fixture(place);

    assertEquals(1, pushes(fixture, blue(1), office(2)));
    assertEquals(List.of("100", "200"), sites(fixture, 2));
    assertEquals(1, pushes(fixture, blue(1), office(3)));
    assertEquals(1, pushes(fixture, blue(4), office(5)));
    assertEquals(List.of("100", "200"), sites(fixture, 2));
    assertEquals(0, pushes(fixture, blue(4), office(5)));
  }

  @ParameterizedTest
  @EnumSource
  void apply_ofTheLastRuleOfASegmentAndThenOfBoth_sweepsTheSharedListWithTheLastContainer(
      Place place) {
    BackendFixture fixture = fixture(place);
    pushes(fixture, blue(1), office(2));

    assertEquals(1, pushes(fixture, office(2)));
    assertEquals(List.of("100", "200"), sites(fixture, 1 + fixture.emptyContainers));
    assertEquals(1, pushes(fixture));

    if (fixture.emptyContainers == 0) {
      assertEquals(List.of(), ours(fixture));
      assertEquals(0, fixture.admin.containers().size());
    } else {
      assertEquals(List.of("100", "200"), sites(fixture, 2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_ofAnotherSegment_takesTheSiteListThatIsInForce(Place place) {
    BackendFixture fixture = fixture(place);
    pushes(fixture, office(1));
    String list = items(fixture).get(0).at("/entries/0/siteLists/0").asText();

    assertEquals(1, pushes(fixture, blue(2), office(1)));

    assertEquals(List.of("100", "200"), sites(fixture, 2));
    assertEquals(list, items(fixture).get(0).at("/entries/0/siteLists/0").asText());
  }

  @ParameterizedTest
  @EnumSource
  void apply_atOtherSites_movesBothContainersInOnePushUnderOneNewList(Place place) {
    BackendFixture fixture = fixture(place);
    pushes(fixture, blue(1), office(2));

    for (String[] sites : List.of(new String[] {"100"}, new String[] {"100", "200"})) {
      PathRule blue = rule(SyncSteps.OWNER, BackendFixture.BLUE, 1, sites);
      assertEquals(1, pushes(fixture, blue, rule(SyncSteps.OWNER, Segment.DEFAULT, 2, sites)));
      assertEquals(List.of(sites), sites(fixture, 2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_atOtherSites_takesAlongAContainerThatHoldsNobodysRules(Place place) {
    BackendFixture fixture = fixture(place);
    pushes(fixture, blue(1), office(2));
    fixture.admin.plant(1);
    pushes(fixture, blue(1));

    for (String[] sites : List.of(new String[] {"100"}, new String[] {"200"})) {
      assertEquals(1, pushes(fixture, rule(SyncSteps.OWNER, BackendFixture.BLUE, 1, sites)));
      assertEquals(List.of(sites), sites(fixture, 2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_atOtherSitesThanAnotherOwnersSegment_isRefusedBeforeAnyWrite(Place place) {
    BackendFixture fixture = fixture(place);
    pushes(fixture, office(1));
    try (SdwanBackend others = fixture.open(OTHER);
        SdwanBackend mine = fixture.open(SyncSteps.OWNER)) {
      PathRule theirs = rule(OTHER, BackendFixture.BLUE, 2, "100", "200");
      Plan beside = SyncSteps.plan(fixture, others, OTHER, List.of(theirs));
      assertTrue(
          others
              .apply(beside, SyncSteps.wan(fixture, others), SyncSteps.call(fixture))
              .succeeded());
      PathRule moved = rule(SyncSteps.OWNER, Segment.DEFAULT, 1, "100");
      Plan plan = SyncSteps.plan(fixture, mine, List.of(moved));
      long writes = fixture.watched.writes();

      BackendException refused =
          assertThrows(
              BackendException.class,
              () -> mine.apply(plan, SyncSteps.wan(fixture, mine), SyncSteps.call(fixture)));

      assertEquals(ErrorKind.UNSUPPORTED, refused.kind());
      assertTrue(
          String.valueOf(refused.getMessage()).contains("'fairway-blue' of another owner"),
          refused::getMessage);
      assertEquals(writes, fixture.watched.writes());
      assertEquals(List.of("100", "200"), sites(fixture, 2));
    }
  }
}
