package dev.fairway.catalyst.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.TargetProfile;
import java.util.EnumSet;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalystProfileTest {

  @Test
  void careful_promisesNoOrderAndLittleRoom() {
    TargetProfile careful = CatalystProfile.careful();

    assertFalse(careful.has(Feature.ORDERED_PREFERENCE));
    assertFalse(careful.has(Feature.ORDERED_STRICT));
    assertTrue(careful.has(Feature.STRICT_STEER));
    assertEquals(OptionalInt.of(200), careful.limit(Limit.RULES));
    assertEquals(OptionalInt.of(2_000), careful.limit(Limit.PREFIXES_PER_SET));
    assertEquals(OptionalInt.empty(), careful.limit(Limit.PREFIXES));
    assertEquals(Commit.WHOLE_PLAN, careful.commit());
  }

  @ParameterizedTest
  @EnumSource(names = {"PEER_SETS", "DROP", "ENCRYPTED_ONLY", "SERVICE_FUNCTION", "MARK"})
  void profile_whatTheManagerGetsNothingOf_isNotThereAndCannotBeProven(Feature word) {
    assertFalse(CatalystProfile.careful().has(word));
    assertFalse(SampleRuleKinds.withProven(CatalystProfile.UNPROVEN).has(word));
    assertThrows(
        IllegalArgumentException.class, () -> SampleRuleKinds.withProven(EnumSet.of(word)));
  }

  @Test
  void withProven_addsThatAndNothingElse() {
    TargetProfile proven = SampleRuleKinds.withProven(EnumSet.of(Feature.ORDERED_PREFERENCE));

    assertEquals(CatalystProfile.careful(), proven.without(Feature.ORDERED_PREFERENCE));
    assertTrue(proven.has(Feature.ORDERED_PREFERENCE));
    assertThrows(
        IllegalArgumentException.class, () -> SampleRuleKinds.withProven(EnumSet.of(Feature.IPV6)));
  }
}
