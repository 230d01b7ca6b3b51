package dev.fairway.mock;

import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.testkit.BackendConformanceTest;
import dev.fairway.testkit.BackendHarness;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The mock keeps the laws as a poor target too, whose claims cannot be made smaller for a test. */
class MockWeakConformanceTest extends BackendConformanceTest {

  private static final TargetProfile POOR =
      new TargetProfile(
          EnumSet.of(Feature.LOOSE_STEER, Feature.ANY_PROTOCOL),
          Commit.PER_STEP,
          Map.of(
              Limit.RULES, OptionalInt.of(8),
              Limit.PREFIXES_PER_SET, OptionalInt.of(5),
              Limit.PREFIXES, OptionalInt.of(12)));

  @Override
  protected BackendHarness harness() {
    return new MockHarness(Fabrics.twoSites(Commit.PER_STEP).withProfile(POOR)) {
      @Override
      public Optional<SdwanBackend> openWith(OwnerId owner, TargetProfile less) {
        return Optional.empty();
      }
    };
  }
}
