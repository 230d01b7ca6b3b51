package dev.fairway.catalyst;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.testkit.BackendConformanceTest;
import dev.fairway.testkit.BackendHarness;

/**
 * The kit, run on a backend for the Manager that may break a law. Not a test by its own name, so
 * that the build does not run it as one.
 */
final class CatalystMutantConformance extends BackendConformanceTest {

  /** How a suspect is made of a lawful backend. */
  interface Making {
    SdwanBackend of(SdwanBackend lawful, BackendFixture fixture);
  }

  /** JUnit makes the instances, so the mutant can only be set on the class. */
  private static Making making = (lawful, fixture) -> lawful;

  static void tryOut(Making breaker) {
    making = breaker;
  }

  @Override
  protected BackendHarness harness() {
    return new CatalystHarness(BackendFixture.attach()) {
      @Override
      public SdwanBackend open(OwnerId owner) {
        return making.of(super.open(owner), fixture);
      }
    };
  }
}
