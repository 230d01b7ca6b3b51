package dev.fairway.examples.custombackend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AcmeSequenceNumbersTest {

  @Test
  void assign_nothingKnown_leavesGaps() {
    assertEquals(List.of(1_000L, 2_000L, 3_000L), assigned(Map.of(), 1, 2, 3));
  }

  @Test
  void assign_newRulesBetweenOldOnes_leavesTheOldOnesAlone() {
    Map<RuleId, Long> known = Map.of(id(1), 1_000L, id(9), 2_000L);

    assertEquals(
        List.of(500L, 1_000L, 1_333L, 1_666L, 2_000L, 3_000L), assigned(known, 4, 1, 5, 6, 9, 7));
  }

  @Test
  void assign_noRoomInTheGap_numbersAfresh() {
    Map<RuleId, Long> known = Map.of(id(1), 7L, id(2), 8L);

    assertEquals(List.of(1_000L, 2_000L, 3_000L), assigned(known, 1, 5, 2));
  }

  @Test
  void assign_oldRulesInAnotherOrder_numbersAfresh() {
    Map<RuleId, Long> known = Map.of(id(1), 1_000L, id(2), 5_000L);

    assertEquals(List.of(1_000L, 2_000L), assigned(known, 2, 1));
  }

  private static List<Long> assigned(Map<RuleId, Long> known, int... numbers) {
    List<PathRule> rules =
        IntStream.of(numbers).mapToObj(number -> AcmeSampleRules.rule(number, "oslo")).toList();
    Map<RuleId, Long> places = AcmeSequenceNumbers.assign(rules, new HashMap<>(known));
    return rules.stream().map(rule -> places.get(rule.id())).toList();
  }

  private static RuleId id(int number) {
    return AcmeSampleRules.rule(number, "oslo").id();
  }
}
