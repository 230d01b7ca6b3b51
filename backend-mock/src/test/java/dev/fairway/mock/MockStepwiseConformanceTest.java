package dev.fairway.mock;

import dev.fairway.core.policy.Commit;
import dev.fairway.testkit.BackendConformanceTest;
import dev.fairway.testkit.BackendHarness;

/** The mock keeps the laws where each step takes effect on its own. */
class MockStepwiseConformanceTest extends BackendConformanceTest {

  @Override
  protected BackendHarness harness() {
    return new MockHarness(Fabrics.twoSites(Commit.PER_STEP));
  }
}
