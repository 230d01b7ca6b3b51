package dev.fairway.mock;

import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.testkit.BackendConformanceTest;
import dev.fairway.testkit.BackendHarness;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The kit, run on a backend that may break a law. Not a test by its own name, so that the build
 * does not run it as one.
 */
final class Suspect extends BackendConformanceTest {

  static final String PASSWORD = "correct-horse-battery";

  /** How a suspect is made of a lawful backend and its fabric. */
  interface Making {
    SdwanBackend of(SdwanBackend lawful, MockFabric fabric);
  }

  /** JUnit makes the instances, so what they shall be can only be told to the class. */
  private static Making making = (lawful, fabric) -> lawful;

  private static Commit commit = Commit.WHOLE_PLAN;

  private static Duration patience = Duration.ofSeconds(30);

  static void tryLawful(Commit how) {
    making = (lawful, fabric) -> lawful;
    commit = how;
    patience = Duration.ofSeconds(30);
  }

  /** Less patience: some of them wait for ever, and that is known beforehand. */
  static void tryBreaker(Making breaker) {
    making = breaker;
    commit = Commit.PER_STEP;
    patience = Duration.ofSeconds(3);
  }

  @Override
  protected Duration deadline() {
    return Duration.ofMillis(200);
  }

  @Override
  protected Duration patience() {
    return patience;
  }

  @Override
  protected BackendHarness harness() {
    return new MockHarness(Fabrics.twoSites(commit)) {
      @Override
      public SdwanBackend open(OwnerId owner) {
        return making.of(super.open(owner), fabric);
      }

      @Override
      public Optional<SdwanBackend> openWith(OwnerId owner, TargetProfile less) {
        return super.openWith(owner, less).map(lawful -> making.of(lawful, fabric));
      }

      @Override
      public Set<String> secrets() {
        return Set.of(PASSWORD);
      }
    };
  }
}
