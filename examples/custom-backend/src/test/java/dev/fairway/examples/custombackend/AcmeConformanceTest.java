package dev.fairway.examples.custombackend;

import dev.fairway.testkit.BackendConformanceTest;
import dev.fairway.testkit.BackendHarness;

// tag::test[]
class AcmeConformanceTest extends BackendConformanceTest {

  @Override
  protected BackendHarness harness() {
    return new AcmeHarness();
  }
}
// end::test[]
