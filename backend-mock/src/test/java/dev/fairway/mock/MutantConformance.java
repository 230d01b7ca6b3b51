package dev.fairway.mock;

import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
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
final class MutantConformance extends BackendConformanceTest {

  static final String PASSWORD = "correct-horse-battery";

  /** The construction of a mutant from a lawful backend and its fabric. */
  interface Making {
    SdwanBackend of(SdwanBackend lawful, MockFabric fabric);
  }

  /** JUnit makes the instances, so the mutant is a static field. */
  private static Making making = (lawful, fabric) -> lawful;

  private static Commit commit = Commit.WHOLE_PLAN;

  private static Duration patience = Duration.ofSeconds(30);

  private static final StringBuffer SPOKEN = new StringBuffer();

  private static volatile Optional<OwnerId> first = Optional.empty();

  /** The log of a mutant. */
  static void say(String line) {
    SPOKEN.append(line).append('\n');
  }

  /** Whose rules the target asks before those of every other owner. */
  static void askFirst(OwnerId owner) {
    first = Optional.of(owner);
  }

  static void runLawful(Commit how) {
    making = (lawful, fabric) -> lawful;
    commit = how;
    patience = Duration.ofSeconds(30);
  }

  /** Less patience: some of them wait for ever, and that is known beforehand. */
  static void runMutant(Making mutant) {
    making = mutant;
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
    SPOKEN.setLength(0);
    first = Optional.empty();
    return new MockHarness(Fabrics.mplsInTheClear(commit)) {
      @Override
      public SdwanBackend open(OwnerId owner) {
        return making.of(super.open(owner), fabric);
      }

      @Override
      public Optional<SdwanBackend> openWith(OwnerId owner, TargetProfile less) {
        return super.openWith(owner, less).map(lawful -> making.of(lawful, fabric));
      }

      @Override
      public Optional<Treatment> inForce(Flow flow) {
        return first
            .flatMap(
                owner ->
                    fabric.rules(owner).stream()
                        .filter(
                            rule ->
                                fabric.inventory().siteIds().stream()
                                    .anyMatch(site -> rule.takes(flow, site)))
                        .findFirst())
            .map(PathRule::treatment)
            .or(() -> super.inForce(flow));
      }

      @Override
      public String logged() {
        return SPOKEN.toString();
      }

      @Override
      public Set<String> secrets() {
        return Set.of(PASSWORD);
      }
    };
  }
}
