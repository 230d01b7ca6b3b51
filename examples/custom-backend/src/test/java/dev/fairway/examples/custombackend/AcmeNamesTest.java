package dev.fairway.examples.custombackend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.RuleId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcmeNamesTest {

  private static final OwnerId LONGEST = new OwnerId("o".repeat(63));
  private static final PrefixSet ADDRESSES = PrefixSet.parse("10.1.0.0/16,10.9.8.7/32");

  @Test
  void names_longestOwner_fitIntoWhatAcmeAllows() {
    String object = AcmeNames.object(LONGEST, ADDRESSES, name -> false);
    String rule = AcmeNames.rule(LONGEST, RuleId.ofKey("a rule"), name -> false);

    assertTrue(object.matches("[a-z0-9-]{1," + AcmeNames.MOST_CHARACTERS + "}"), object);
    assertTrue(rule.matches("[a-z0-9-]{1," + AcmeNames.MOST_CHARACTERS + "}"), rule);
  }

  @Test
  void names_thousandsOfObjectsOfTwoOwners_areAllDifferent() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      PrefixSet one = PrefixSet.of(IpPrefix.parse("10.0." + i / 250 + "." + i % 250));
      names.add(AcmeNames.object(new OwnerId("eu"), one, name -> false));
      names.add(AcmeNames.object(new OwnerId("us"), one, name -> false));
    }

    assertEquals(10_000, names.size());
  }

  @Test
  void object_nameTakenBySomethingElse_isAnotherName() {
    String first = AcmeNames.object(LONGEST, ADDRESSES, name -> false);
    String second = AcmeNames.object(LONGEST, ADDRESSES, first::equals);

    assertNotEquals(first, second);
    assertEquals(
        second, AcmeNames.object(LONGEST, ADDRESSES, first::equals), "and always that one");
  }
}
