package dev.fairway.mock;

import dev.fairway.core.policy.Commit;
import dev.fairway.testkit.BackendConformanceTest;
import dev.fairway.testkit.BackendHarness;

/** The mock keeps the laws where a plan takes effect at once. */
class MockConformanceTest extends BackendConformanceTest {

  @Override
  protected BackendHarness harness() {
    return new MockHarness(Fabrics.twoSites(Commit.WHOLE_PLAN));
  }
}
