package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
