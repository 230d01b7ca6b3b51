package dev.fairway.catalyst;

import dev.fairway.testkit.BackendConformanceTest;
import dev.fairway.testkit.BackendHarness;

class CatalystAttachConformanceTest extends BackendConformanceTest {

  @Override
  protected BackendHarness harness() {
    return new CatalystHarness(BackendFixture.attach());
  }
}
