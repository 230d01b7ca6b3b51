package dev.fairway.examples.custombackend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.RuleId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcmePartitionTest {

  /** A list is a word of owners, {@code .} for people; the position is that of owner m. */
  @ParameterizedTest
  @CsvSource({
    "'', 0", ".., 2", "a., 2", ".z., 1", "a.z, 2", ".m., 1", "..m, 2", "m.z, 0", "ma, 1", "zm, 0",
    "mm.., 0"
  })
  void position_isBetweenTheOtherOwnersAndElseWhereItWas(String list, int position) {
    List<AcmeEntry> entries = list.chars().mapToObj(owner -> entry((char) owner)).toList();

    assertEquals(position, AcmePartition.position(new OwnerId("m"), entries));
  }

  @Test
  void position_othersOutOfOrder_isBehindThoseThatComeBefore() {
    List<AcmeEntry> entries = List.of(entry('z'), entry('.'), entry('a'));

    assertEquals(3, AcmePartition.position(new OwnerId("m"), entries));
  }

  private static AcmeEntry entry(char owner) {
    String note =
        owner == '.'
            ? "by hand"
            : new AcmeNote(
                    new OwnerId(String.valueOf(owner)), RuleId.ofKey("x"), Direction.TO_SERVICE, 1)
                .text();
    return AcmeSyntax.entry("rule r zone corp via mpls note " + note);
  }
}
