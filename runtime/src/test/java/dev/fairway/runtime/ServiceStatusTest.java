package dev.fairway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Reason;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.StepOutcome;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceStatusTest {

  private static final String TYPO = "ports=every tunnel=mlps fallback=none";

  private final ScriptedFabric fabric = new ScriptedFabric();
  private final PolicySync sync = PolicySync.with(fabric);

  private ServiceStatus status(Shop shop) {
    return sync.run(shop.fleet()).services().get(Shop.key("cart"));
  }

  private static Shop shop(IntentReading reading) {
    return new Shop().service("cart", reading, Shop.pods(1, 3));
  }

  private static void assertConditions(
      ServiceStatus status, String accepted, Condition.Status programmed, String reason) {
    assertEquals(accepted, status.acceptedCondition().message());
    assertEquals(programmed, status.programmedCondition().status());
    assertEquals(reason, status.programmedCondition().reason());
  }

  @Test
  void status_everyServiceThatAsks_learnsWhatBecameOfIt_defectS35() {
    Shop shop =
        new Shop()
            .service("cart", Shop.MPLS, Shop.pods(1, 3))
            .service("typo", TYPO, Shop.pods(11, 13))
            .service("empty", Shop.BIZ, List.of())
            .quiet("quiet", Shop.pods(21, 23));
    SyncReport report = sync.run(shop.fleet());
    assertEquals(
        Set.of(Shop.key("cart"), Shop.key("typo"), Shop.key("empty")), report.services().keySet());
    for (ServiceStatus status : report.services().values()) {
      assertEquals(
          List.of(Condition.ACCEPTED, Condition.PROGRAMMED),
          status.conditions().stream().map(Condition::type).toList());
      assertFalse(status.programmedCondition().message().isEmpty());
    }
  }

  @Test
  void status_valid_isAcceptedWithItsCanonicalText() {
    ServiceStatus status = status(shop(Shop.reading(Optional.of(Shop.MPLS), Optional.empty())));
    assertConditions(status, Shop.MPLS, Condition.Status.TRUE, "Programmed");
    assertEquals(Condition.Status.TRUE, status.acceptedCondition().status());
    assertEquals(Optional.of(Shop.MPLS), status.accepted());
  }

  private static IntentReading annotated(String tunnel, Optional<String> lastGood) {
    return IntentAnnotations.read(
        Shop.key("cart"),
        Map.of("fairway.dev/tunnel", tunnel),
        Map.of(),
        lastGood,
        IntentOptions.DEFAULT);
  }

  @Test
  void status_acceptedHandedBack_holdsTheServiceWhenItsAnnotationBreaks() {
    Optional<String> accepted = status(shop(annotated("mpls", Optional.empty()))).accepted();
    assertEquals(Optional.of(Shop.MPLS), accepted);
    Map.of("mlps", "UnknownTransport", "mpls,,", "InvalidIntent")
        .forEach(
            (broken, reason) -> {
              ServiceStatus held = status(shop(annotated(broken, accepted)));
              assertConditions(held, Shop.MPLS, Condition.Status.FALSE, reason);
              assertEquals(Condition.Status.FALSE, held.acceptedCondition().status());
              assertEquals(2, held.rules().size(), "its rules stay");
              String message = held.programmedCondition().message();
              assertTrue(message.endsWith("; the last good intent stays in force"), message);
              assertEquals(accepted, held.accepted());
            });
  }

  @Test
  void status_unusable_hasAnEmptyMessageAndNoRule() {
    ServiceStatus status = status(shop(Shop.reading(Optional.of(TYPO), Optional.empty())));
    assertConditions(status, "", Condition.Status.FALSE, "UnknownTransport");
    assertEquals(Condition.Status.FALSE, status.acceptedCondition().status());
    assertEquals(Optional.empty(), status.accepted());
    assertEquals(List.of(), status.rules());
    assertEquals(List.of(), fabric.rules);
  }

  @Test
  void status_annotationRemoved_isNoStatusAtAll() {
    status(shop(Shop.reading(Optional.of(Shop.MPLS), Optional.empty())));
    SyncReport report =
        sync.run(shop(Shop.reading(Optional.empty(), Optional.of(Shop.MPLS))).fleet());
    assertTrue(report.services().isEmpty());
    assertEquals(List.of(), fabric.rules);
  }

  private static List<Endpoint> ownPods(int first, int last) {
    return Shop.pods(first, last).stream().map(pod -> pod.withProven(true)).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dscp=ef",
        "encryption=required",
        "access=deny",
        "access=from=200",
        "tunnel=mpls fallback=none dscp=ef"
      })
  void status_ofEveryWord_isProgrammed_andNamesNoTunnelThatIsNotAskedFor(String words) {
    ServiceStatus status =
        status(new Shop().service("cart", "ports=every " + words, ownPods(1, 3)));
    assertConditions(status, "ports=every " + words, Condition.Status.TRUE, "Programmed");
    String message = status.programmedCondition().message();
    assertTrue(message.endsWith(" rules are in force"), message);
    assertEquals(List.of(), status.diagnostics());
  }

  @Test
  void status_ofASegmentAlone_saysThatItIsACheck() {
    ServiceStatus status =
        status(new Shop().service("cart", "ports=every segment=default", ownPods(1, 3)));
    assertConditions(status, "ports=every segment=default", Condition.Status.TRUE, "Programmed");
    assertEquals(
        "its addresses lie in the segment that it asks for, which takes no rule",
        status.programmedCondition().message());
    assertEquals(
        "its addresses lay in the segment that it asks for 7 s ago, when the fabric was last seen so",
        status.lastSeen(Optional.of(Duration.ofSeconds(7))).programmedCondition().message());
    assertEquals(List.of(), fabric.rules);
  }

  @Test
  void status_droppingService_withoutAProvenPod_isToldSo_andHasNoRule() {
    ServiceStatus status =
        status(new Shop().service("cart", "ports=every access=deny", Shop.pods(1, 1)));
    assertConditions(status, "ports=every access=deny", Condition.Status.FALSE, "NoEndpoints");
    assertTrue(
        status.diagnostics().stream()
            .anyMatch(diagnostic -> diagnostic.code() == DiagnosticCode.UNPROVEN_ADDRESS));
    assertEquals(List.of(), fabric.rules);
  }

  @Test
  void status_noEndpoints_saysThatRulesComeWithTheFirst() {
    ServiceStatus status = status(new Shop().service("cart", Shop.MPLS, List.of()));
    assertConditions(status, Shop.MPLS, Condition.Status.FALSE, "NoEndpoints");
  }

  @Test
  void status_overlayDatapath_isOpaque() {
    ServiceStatus status =
        status(
            shop(Shop.reading(Optional.of(Shop.MPLS), Optional.empty()))
                .datapath(Datapath.OVERLAY));
    assertConditions(status, Shop.MPLS, Condition.Status.FALSE, "DatapathOpaque");
    assertEquals(List.of(), fabric.rules);
  }

  @Test
  void status_loserOfATuple_isConflicted_andTheWinnerIsNot() {
    Shop shop =
        new Shop()
            .service("older", Shop.MPLS, Shop.pods(1, 3))
            .service("cart", Shop.BIZ, Shop.pods(3, 5));
    SyncReport report = sync.run(shop.fleet());
    ServiceStatus loser = report.services().get(Shop.key("cart"));
    assertConditions(loser, Shop.BIZ, Condition.Status.FALSE, "Conflicted");
    assertTrue(
        loser.programmedCondition().message().contains("shop-eu/shop/older"),
        loser.programmedCondition().message());
    assertTrue(report.services().get(Shop.key("older")).isProgrammed());
  }

  @Test
  void status_modeLeavesTheRuleOfAnOlderTreatment_isNotProgrammed() {
    status(shop(Shop.reading(Optional.of(Shop.MPLS), Optional.empty())));
    PolicySync restarted =
        PolicySync.with(fabric).using(SyncOptions.builder().mode(PlanMode.UPSERT_ONLY).build());

    SyncReport report =
        restarted.run(shop(Shop.reading(Optional.of(Shop.BIZ), Optional.empty())).fleet());

    assertEquals(4, fabric.rules.size(), "the old rules are still there");
    assertConditions(
        report.services().get(Shop.key("cart")), Shop.BIZ, Condition.Status.FALSE, "Pending");
  }

  @Test
  void status_removalOfAnotherServicesRuleFails_tellsWhoseAddressesItTakes() {
    sync.run(
        shop(Shop.reading(Optional.of(Shop.MPLS), Optional.empty()))
            .service("search", Shop.BIZ, Shop.pods(11, 13))
            .fleet());
    PolicySync restarted = PolicySync.with(fabric);
    fabric.trouble =
        step ->
            step instanceof PlanStep.Remove
                ? Optional.of(
                    new StepOutcome.Failed(step.rule(), ErrorKind.REJECTED, "rule is in use"))
                : Optional.empty();

    SyncReport report =
        restarted.run(
            new Shop()
                .quiet("cart", Shop.pods(1, 3))
                .service("search", Shop.BIZ, Shop.pods(1, 3))
                .fleet());

    Condition search = report.services().get(Shop.key("search")).programmedCondition();
    assertEquals(Condition.Status.FALSE, search.status());
    assertEquals("rule is in use", search.message());
  }

  @Test
  void status_losingEverythingToTheSameTreatment_isProgrammed() {
    Shop shop =
        new Shop()
            .service("older", Shop.MPLS, Shop.pods(1, 3))
            .service("cart", Shop.MPLS, Shop.pods(1, 3));
    assertConditions(status(shop), Shop.MPLS, Condition.Status.TRUE, "Programmed");
  }

  @Test
  void status_leftOutByALimit_saysSoAndTheOtherStays() {
    fabric.profile = fabric.profile.withLimit(Limit.RULES, 2);
    Shop shop =
        new Shop()
            .service("older", Shop.BIZ, Shop.pods(1, 3))
            .service("cart", Shop.MPLS, Shop.pods(11, 13));
    SyncReport report = sync.run(shop.fleet());
    assertConditions(
        report.services().get(Shop.key("cart")),
        Shop.MPLS,
        Condition.Status.FALSE,
        "LimitExceeded");
    assertTrue(report.services().get(Shop.key("older")).isProgrammed());
  }

  @Test
  void finding_everyReason_hasARank() {
    assertEquals(EnumSet.allOf(Reason.class), EnumSet.copyOf(Finding.RANK));
    assertEquals(Reason.values().length, Finding.RANK.size());
  }

  @Test
  void finding_errorsComeFirst_thenTheAuthorsThenTheNetworks() {
    Finding warning = finding(false, DiagnosticCode.CONFLICTED);
    Finding author = finding(true, DiagnosticCode.UNKNOWN_PORT);
    Finding network = finding(true, DiagnosticCode.BACKEND_UNREACHABLE);
    Finding stale = Finding.unknown(Reason.STALE, "old");
    assertEquals(
        List.of(stale, author, network, warning),
        List.of(warning, network, stale, author).stream().sorted().toList());
  }

  @Test
  void finding_noticesAndWordsAboutATextInForce_spoilNothing() {
    Diagnostic notice =
        Diagnostic.info(DiagnosticCode.UNKNOWN_SITE, Shop.key("cart").subject(), "", "", "far");
    assertEquals(Optional.empty(), Finding.of(notice));
    for (DiagnosticCode code :
        List.of(DiagnosticCode.ALIAS_OVERRIDDEN, DiagnosticCode.UNREADABLE_LAST_GOOD)) {
      Diagnostic warning = Diagnostic.warning(code, Shop.key("cart").subject(), "", "", "well");
      assertEquals(Optional.empty(), Finding.of(warning));
    }
  }

  private static Finding finding(boolean error, DiagnosticCode code) {
    Diagnostic diagnostic =
        error
            ? Diagnostic.error(code, Shop.key("cart").subject(), "", "", code.text())
            : Diagnostic.warning(code, Shop.key("cart").subject(), "", "", code.text());
    return Finding.of(diagnostic).orElseThrow();
  }
}
