package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.demo.Demo.DemoServices;
import dev.fairway.demo.DemoOperator.DemoSync;
import dev.fairway.operator.document.AnsiStyle;
import dev.fairway.runtime.Condition;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the demo claims of the article's two Services is what the fabric says. */
class ArticleStoryTest {

  private static final ServiceKey BUSINESS = new ServiceKey("demo", "default", "business");
  private static final DemoRun STORY = DemoRun.of();

  @Test
  void cast_articlesServices_followsTheOneThatAsks() {
    assertEquals(
        new DemoServices(
            BUSINESS,
            Optional.of(new ServiceKey("demo", "default", "best-effort")),
            DemoServices.Declared.USABLE),
        STORY.story().services);
  }

  @Test
  void before_noRules_everythingTakesAnyPath() {
    assertEquals("any/any", STORY.star(DemoRun.BEFORE, "now"));
    assertEquals("any/any", STORY.other(DemoRun.BEFORE, "now"));
  }

  @Test
  void plan_carriedOut_steersBothDirectionsOfTheOneAndLeavesTheOtherAlone() {
    assertEquals("any/any", STORY.star(DemoRun.PLAN, "before"));
    assertEquals("biz-internet/biz-internet", STORY.star(DemoRun.PLAN, "now"));
    assertEquals("any/any", STORY.other(DemoRun.PLAN, "now"));
    assertEquals(List.of(1L), STORY.writes(DemoRun.PLAN));
    assertEquals(
        Optional.of("ports=every tunnel=biz-internet fallback=none"),
        status(STORY.passes(DemoRun.PLAN).get(0), BUSINESS).accepted());
    assertTrue(status(STORY.passes(DemoRun.PLAN).get(0), BUSINESS).isProgrammed());
  }

  @Test
  void plan_printed_namesEveryRuleAndThenFindsNothingLeftToDo() {
    List<String> lines = STORY.scene(DemoRun.PLAN);
    assertEquals(2, lines.stream().filter(line -> line.startsWith("  + ")).count(), STORY::text);
    assertTrue(
        lines.contains("Plan: 2 to install, 0 to replace, 0 to remove; 2 rules afterwards."),
        STORY::text);
    assertTrue(said(DemoRun.PLAN).contains("Planned once more: Nothing to do"), STORY::text);
  }

  @Test
  void rollingUpdate_everyPod_neverLeavesTheTunnelAndDrainsWithoutAWrite() {
    assertEquals(List.of(), STORY.story().probe.strays);
    assertTrue(
        STORY.story().probe.packets.get() >= 40, () -> "" + STORY.story().probe.packets.get());
    assertEquals(List.of(1L, 0L, 1L, 1L, 0L, 1L), STORY.writes(DemoRun.ROLLING));
    assertTrue(
        STORY.passes(DemoRun.ROLLING).stream()
            .flatMap(pass -> pass.steps().stream())
            .allMatch(step -> step instanceof PlanStep.Replace));
  }

  @Test
  void death_withoutDraining_takesTheAddressOutAndThePodThatComesIn() {
    assertEquals("biz-internet/biz-internet", STORY.star(DemoRun.DEATH, "alive"));
    assertEquals("any/any", STORY.star(DemoRun.DEATH, "dead"));
    assertEquals(List.of(1L, 1L), STORY.writes(DemoRun.DEATH));
  }

  @Test
  void tunnelDown_exclusive_dropsUntilFallbackAnyIsAskedFor() {
    assertEquals("biz-internet/biz-internet", STORY.star(DemoRun.DOWN, "before"));
    assertEquals("drop/drop", STORY.star(DemoRun.DOWN, "it is down"));
    assertEquals("any/any", STORY.star(DemoRun.DOWN, "fallback: any"));
    assertEquals("biz-internet/biz-internet", STORY.star(DemoRun.DOWN, "as it was"));
    assertEquals("any/any", STORY.other(DemoRun.DOWN, "it is down"));
    assertEquals(List.of(0L, 1L, 0L, 1L), STORY.writes(DemoRun.DOWN));
  }

  @Test
  void typo_transportNobodyOffers_holdsTheLastGoodIntentWithoutAWrite() {
    DemoSync wrong = STORY.passes(DemoRun.TYPO).get(0);
    assertEquals(
        new Condition(
            Condition.ACCEPTED,
            Condition.Status.FALSE,
            "Held",
            "ports=every tunnel=biz-internet fallback=none"),
        status(wrong, BUSINESS).acceptedCondition());
    assertEquals("biz-internet/biz-internet", STORY.star(DemoRun.TYPO, "now"));
    assertEquals(List.of(0L, 0L), STORY.writes(DemoRun.TYPO));
    assertTrue(said(DemoRun.TYPO).contains("did you mean 'biz-internet'?"), STORY::text);
  }

  @Test
  void conflict_newcomerOverTheSamePods_isToldAndChangesNothing() {
    DemoSync comes = STORY.passes(DemoRun.CONFLICT).get(0);
    ServiceKey canary = new ServiceKey("demo", "default", "business-canary");
    assertEquals("Conflicted", status(comes, canary).programmedCondition().reason());
    assertTrue(status(comes, BUSINESS).isProgrammed());
    assertEquals("biz-internet/biz-internet", STORY.star(DemoRun.CONFLICT, "now"));
    assertEquals(List.of(0L, 0L), STORY.writes(DemoRun.CONFLICT));
    assertTrue(said(DemoRun.CONFLICT).contains("a packet any > 10.2."), STORY::text);
    assertFalse(STORY.passes(DemoRun.CONFLICT).get(1).report().services().containsKey(canary));
  }

  @Test
  void stranger_siteThatIsNotAdmitted_isDroppedAndTheInternetLeftAlone() {
    String before = "biz-internet/biz-internet";
    assertEquals(before, STORY.from("10.1.0.10", DemoRun.STRANGER, "before"));
    assertEquals(before, STORY.from("10.3.0.10", DemoRun.STRANGER, "before"));
    assertEquals("biz-internet/any", STORY.from("203.0.113.7", DemoRun.STRANGER, "before"));
    assertEquals(before, STORY.from("10.1.0.10", DemoRun.STRANGER, "access"));
    assertEquals(
        "drop access=deny/drop access=deny", STORY.from("10.3.0.10", DemoRun.STRANGER, "access"));
    assertEquals("biz-internet/any", STORY.from("203.0.113.7", DemoRun.STRANGER, "access"));
    DemoSync asked = STORY.passes(DemoRun.STRANGER).get(0);
    assertTrue(status(asked, BUSINESS).isProgrammed(), STORY::text);
    assertEquals(List.of(1L, 1L), STORY.writes(DemoRun.STRANGER));
    assertTrue(said(DemoRun.STRANGER).contains("Who is not admitted is dropped"), STORY::text);
  }

  @Test
  void mark_serviceThatAsksForNothingElse_isToldInTheTraceAndSteersNothing() {
    assertEquals("any/any", STORY.other(DemoRun.MARK, "before"));
    assertEquals("any dscp=ef/any dscp=ef", STORY.other(DemoRun.MARK, "dscp"));
    assertEquals("biz-internet/biz-internet", STORY.star(DemoRun.MARK, "dscp"));
    assertEquals(List.of(1L, 1L), STORY.writes(DemoRun.MARK));
    assertTrue(said(DemoRun.MARK).contains("any path dscp=ef"), STORY::text);
    assertTrue(said(DemoRun.MARK).contains("no rule steers it"), STORY::text);
  }

  @Test
  void removal_annotationGone_takesTheRulesAwayWithoutAHold() {
    assertEquals("biz-internet/biz-internet", STORY.star(DemoRun.REMOVAL, "before"));
    assertEquals("any/any", STORY.star(DemoRun.REMOVAL, "now"));
    assertEquals(List.of(1L), STORY.writes(DemoRun.REMOVAL));
    assertEquals(0, STORY.story().rulesLeft);
  }

  @Test
  void everyPass_wholeStory_succeedsAndIsNeverHeldBack() {
    assertTrue(STORY.story().syncs.stream().map(DemoSync::report).allMatch(SyncReport::succeeded));
    assertTrue(STORY.text().contains("Nothing was held back."));
  }

  @Test
  void writes_everyChangedPass_areSaidWithWhatChanged() {
    assertTrue(
        STORY.scene(DemoRun.REMOVAL).stream()
            .anyMatch(line -> line.contains("- remove 2 rules: 10.2.") && line.contains("1 write")),
        STORY::text);
    assertTrue(
        STORY.scene(DemoRun.DEATH).stream()
            .anyMatch(line -> line.contains("~ replace 2 rules: - 10.2.")),
        STORY::text);
  }

  @Test
  void text_sameClock_isTheSameTwice() {
    assertEquals(STORY.text(), DemoRun.of().text());
  }

  @Test
  void text_anyLine_fitsIntoAHundredColumnsWithAndWithoutColours() {
    assertEquals(List.of(), tooLong(STORY.text()));
    String coloured = DemoRun.of(AnsiStyle.ANSI).text();
    String stripped = coloured.replaceAll("\u001b\\[[0-9;]*m", "");
    assertTrue(coloured.length() > stripped.length());
    assertEquals(STORY.text(), stripped);
  }

  static List<String> tooLong(String text) {
    return text.lines().filter(line -> line.length() > 100).toList();
  }

  private static String said(int scene) {
    return String.join(" ", STORY.scene(scene)).replaceAll(" +", " ");
  }

  private static ServiceStatus status(DemoSync pass, ServiceKey service) {
    return Optional.ofNullable(pass.report().services().get(service)).orElseThrow();
  }
}
