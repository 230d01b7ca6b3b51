package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.scenario.Scenarios;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Services left out where the target takes only so many rules. Each needs two. */
class TargetLimitTest {

  private static final String LOOSE_MPLS = "ports=every tunnel=mpls fallback=any";
  private static final String LOOSE_BIZ = "ports=every tunnel=biz-internet fallback=any";
  private static final String STRICT = "ports=every tunnel=mpls fallback=none";
  private static final String WHOLE = "ports=all tunnel=mpls fallback=none";

  private static String service(String name, int age, String asks, int number) {
    return """
        service shop/%s age=%d p:tcp:80
        asks %s
        behind p tcp/%d 10.1.0.%d
        """
        .formatted(name, age, asks, 1000 + number, number);
  }

  private static List<String> leftOut(String limit, String... services) {
    return Scenarios.translated("limit " + limit + "\n" + String.join("", services))
        .leftOut()
        .stream()
        .map(ServiceKey::name)
        .toList();
  }

  @Test
  void translate_tooManyRules_leavesOutTheYoungerOfEqualRankWhateverItsName() {
    assertEquals(
        List.of("a"), leftOut("RULES 2", service("a", 1, STRICT, 1), service("b", 9, STRICT, 2)));
    assertEquals(
        List.of("b"), leftOut("RULES 2", service("a", 9, STRICT, 1), service("b", 1, STRICT, 2)));
    assertEquals(
        List.of("b"), leftOut("RULES 2", service("a", 1, STRICT, 1), service("b", 1, STRICT, 2)));
  }

  @Test
  void translate_tooManyRules_leavesOutTheLowerRankHoweverOld() {
    assertEquals(
        List.of("a"),
        leftOut("RULES 2", service("a", 9, LOOSE_MPLS, 1), service("b", 1, STRICT, 2)));
    assertEquals(
        List.of("a"), leftOut("RULES 2", service("a", 9, WHOLE, 1), service("b", 1, STRICT, 2)));
    assertEquals(
        List.of("a"),
        leftOut("RULES 2", service("a", 9, WHOLE, 1), service("b", 1, LOOSE_MPLS, 2)));
  }

  @Test
  void translate_tooManyRules_doesNotGoByTheTextOfTheTreatment() {
    assertEquals(
        List.of("b"),
        leftOut("RULES 2", service("a", 9, LOOSE_MPLS, 1), service("b", 1, LOOSE_BIZ, 2)));
    assertEquals(
        List.of("b"),
        leftOut("RULES 2", service("a", 9, LOOSE_BIZ, 1), service("b", 1, LOOSE_MPLS, 2)));
  }

  @Test
  void translate_serviceOfTwoRanks_goesByTheBetterOne() {
    String mixed =
        """
        service shop/mixed age=1 p:tcp:80
        asks ports=all tunnel=mpls fallback=none; ports=p tunnel=mpls fallback=none
        behind p tcp/1001 10.1.0.1
        """;
    assertEquals(List.of("a"), leftOut("RULES 5", mixed, service("a", 9, LOOSE_MPLS, 2)));
  }

  @Test
  void translate_exactlyAsMuchAsTheTargetTakes_leavesNobodyOut() {
    String a = service("a", 1, STRICT, 1);
    String b = service("b", 1, STRICT, 2);
    assertEquals(List.of(), leftOut("RULES 4", a, b));
    assertEquals(List.of("b"), leftOut("RULES 3", a, b));
    // To and from each of two addresses, and the two prefixes that the WAN routes, twice.
    assertEquals(List.of(), leftOut("PREFIXES 8", a, b));
    assertEquals(List.of("b"), leftOut("PREFIXES 7", a, b));
    assertEquals(List.of("b"), leftOut("PREFIXES 4", a, b));
    assertEquals(List.of("a", "b"), leftOut("PREFIXES 3", a, b));
  }

  @Test
  void translate_fiveServicesForThreePlaces_leavesOutNoMoreThanItMust() {
    for (int places = 0; places <= 5; places++) {
      StringBuilder world = new StringBuilder();
      for (int i = 1; i <= 5; i++) {
        world.append(service("s" + i, 10 - i, STRICT, i));
      }
      assertEquals(
          List.of("s1", "s2", "s3", "s4", "s5").subList(places, 5),
          leftOut("RULES " + Math.max(1, 2 * places), world.toString()));
    }
  }
}
