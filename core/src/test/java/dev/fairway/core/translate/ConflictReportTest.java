package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.scenario.Scenarios;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConflictReportTest {

  private static List<String> conflicts(String scenario) {
    return Scenarios.translated(scenario).conflicts().stream()
        .map(
            conflict ->
                conflict.loser().name()
                    + " to "
                    + conflict.winner().name()
                    + ": "
                    + conflict.example())
        .toList();
  }

  @Test
  void conflicts_winnersOfTwoRanks_areBothReported() {
    assertEquals(
        List.of(
            "all to loose: 10.1.0.1 > 10.2.0.2:2/tcp", "all to strict: 10.1.0.1 > 10.2.0.1:1/tcp"),
        conflicts(
            """
            service shop/all p:tcp:80
            asks ports=all tunnel=mpls fallback=any
            behind p tcp/9 10.1.0.1
            service shop/strict p:tcp:80
            asks ports=every tunnel=biz-internet fallback=none
            behind p tcp/1 10.2.0.1
            service shop/loose p:tcp:80
            asks ports=every tunnel=biz-internet fallback=any
            behind p tcp/2 10.2.0.2
            """));
  }

  private static final String REUSED =
      """
      service shop/old age=9 p:tcp:80
      asks ports=%s tunnel=mpls fallback=none
      behind p tcp/8080 10.1.0.1%s
      service shop/new age=1 p:tcp:80
      asks ports=%s tunnel=biz-internet fallback=none
      behind p tcp/8080 10.1.0.1
      """;

  @Test
  void diagnostics_endingEndpointWhoseAddressIsALivingOnes_isANoticeThatEndsByItself() {
    for (String[] ports : new String[][] {{"every", "every"}, {"every", "all"}, {"all", "every"}}) {
      Translation translation =
          Scenarios.translated(REUSED.formatted(ports[0], "=draining", ports[1]));
      Diagnostic lost =
          translation.diagnostics().stream()
              .filter(diagnostic -> diagnostic.subject().name().endsWith("shop/old"))
              .findFirst()
              .orElseThrow();
      assertEquals(Severity.INFO, lost.severity(), ports[0] + " " + ports[1]);
      assertEquals(DiagnosticCode.CONFLICTED, lost.code());
      assertTrue(
          lost.message()
              .endsWith(
                  "; it ends when the EndpointSlices of this Service no longer list the"
                      + " address"),
          lost.message());
    }
  }

  @Test
  void diagnostics_conflictOfLivingEndpointsBesideOneOfEndingOnes_isAWarning() {
    Translation translation =
        Scenarios.translated(
            """
            service shop/young age=1 p:tcp:80
            asks ports=every tunnel=mpls fallback=none
            behind p tcp/8080 10.1.0.1=draining 10.1.0.2
            service shop/old age=9 p:tcp:80
            asks ports=every tunnel=biz-internet fallback=none
            behind p tcp/8080 10.1.0.1 10.1.0.2
            """);
    assertEquals(
        List.of(Severity.WARNING),
        translation.diagnostics().stream().map(Diagnostic::severity).toList());
    assertEquals("10.1.0.2:8080/tcp", translation.conflicts().get(0).addressPort());
  }

  @Test
  void translate_endingPortUnderALivingClaimOnAllPortsWithOneTreatment_isNamedInItsRule() {
    Translation translation =
        Scenarios.translated(
            REUSED.formatted("every", "=draining", "all").replace("biz-internet", "mpls"));
    assertEquals(List.of(), translation.conflicts());
    translation
        .origins()
        .values()
        .forEach(
            origin ->
                assertEquals(
                    List.of("new", "old"),
                    origin.services().stream().map(ServiceKey::name).toList()));
    assertEquals(2, translation.origins().size());
  }

  @Test
  void conflicts_rankThatTheLoserHasItself_isReportedWithTheNextServiceThatHasIt() {
    assertEquals(
        List.of("both to other: 10.1.0.1 > 10.2.0.2:2/tcp"),
        conflicts(
            """
            service shop/both age=9 p:tcp:80
            asks ports=all tunnel=mpls fallback=any; ports=p tunnel=biz-internet fallback=none
            behind p tcp/1 10.1.0.1 10.2.0.1
            service shop/other age=1 p:tcp:80
            asks ports=every tunnel=biz-internet fallback=none
            behind p tcp/2 10.2.0.2
            """));
  }

  @Test
  void conflicts_winnersOfOneRankAtManySites_areReportedOnce() {
    assertEquals(
        List.of("all to two: 10.1.0.1 > 10.2.0.1:1/tcp"),
        conflicts(
            """
            service shop/all p:tcp:80
            asks ports=all tunnel=mpls fallback=any
            behind p tcp/9 10.1.0.1
            service shop/two p:tcp:80
            asks ports=every tunnel=biz-internet fallback=none
            behind p tcp/1 10.2.0.1
            service shop/three p:tcp:80
            asks ports=every tunnel=biz-internet fallback=none
            behind p tcp/1 10.3.0.1
            """));
  }

  private static final String BESIDE_A_VIP =
      """
      service shop/all age=1 p:tcp:9
      asks ports=all tunnel=mpls fallback=none
      behind p tcp/9 %s
      service shop/web age=9 p:tcp:80
      asks ports=every tunnel=biz-internet fallback=none
      behind p tcp/80 %s
      """;

  @Test
  void conflicts_allPortsBesideAPublishedPortOfAnother_isNone() {
    for (String vip : new String[] {"10.2.0.9!VIP", "10.9.0.9!VIP", "10.2.0.9!NODE_PORT"}) {
      assertEquals(List.of(), conflicts(BESIDE_A_VIP.formatted("10.1.0.1", vip)), vip);
    }
  }

  @Test
  void conflicts_allPortsOfANodesAddressThatAnotherPublishesAPortAt_isNone() {
    for (String vip : new String[] {"10.1.0.1!VIP", "10.1.0.1!NODE_PORT"}) {
      assertEquals(List.of(), conflicts(BESIDE_A_VIP.formatted("10.1.0.1!NODE", vip)), vip);
    }
  }

  @Test
  void conflicts_allPortsOfAPodsOwnAddressThatAnotherPublishesAPortAt_isReported() {
    assertEquals(
        List.of("all to web: any > 10.1.0.1:80/tcp"),
        conflicts(BESIDE_A_VIP.formatted("10.1.0.1", "10.1.0.1!VIP")));
  }

  @Test
  void conflicts_allPortsBesidePodsAndAVipOfAnother_isReportedForThePods() {
    assertEquals(
        List.of("all to web: 10.1.0.1 > 10.3.0.1:80/tcp"),
        conflicts(BESIDE_A_VIP.formatted("10.1.0.1", "10.2.0.9!VIP 10.3.0.1")));
  }

  @Test
  void conflicts_onePublishedPortOfTwoServices_isReported() {
    assertEquals(
        List.of("all to web: any > 10.1.0.9:80/tcp"),
        conflicts(
            BESIDE_A_VIP
                .replace("behind p tcp/9", "behind p tcp/80")
                .formatted("10.1.0.9!VIP", "10.1.0.9!VIP")));
  }
}
