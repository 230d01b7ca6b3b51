package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.SdwanBackend;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That what others have on the target stays theirs. */
abstract class OwnershipLaws {

  abstract Bench bench();

  @Test
  void L03_foreignObjects_surviveEveryOperation() {
    try (Bench bench = bench()) {
      byte[] without = bench.target.foreign();
      bench.target.plantForeign();
      byte[] planted = bench.target.foreign();
      assertNotEquals(
          new String(without, StandardCharsets.ISO_8859_1),
          new String(planted, StandardCharsets.ISO_8859_1),
          "the harness planted nothing");

      bench.reachStart();
      assertArrayEquals(planted, bench.target.foreign(), "after installing");
      bench.reach(bench.changed());
      assertArrayEquals(planted, bench.target.foreign(), "after changing");
      bench.reach();
      assertArrayEquals(planted, bench.target.foreign(), "after removing");
    }
  }

  @Test
  void L03_foreignObjectPlantedBetweenPlans_survives() {
    try (Bench bench = bench()) {
      bench.reachStart();
      bench.target.plantForeign();
      byte[] planted = bench.target.foreign();

      bench.reach(bench.changed());

      assertArrayEquals(planted, bench.target.foreign());
    }
  }

  @Test
  void L16_anotherOwnersRules_surviveEveryOperation() {
    try (Bench bench = bench();
        SdwanBackend other = bench.target.open(Bench.OTHER_OWNER)) {
      PathRule[] theirs = theirRules(bench);
      apply(bench, other, theirs);
      List<String> before = Attempt.canonical(List.of(theirs));

      bench.reachStart();
      assertEquals(before, mine(bench, other), "after installing");
      bench.reach(bench.changed());
      assertEquals(before, mine(bench, other), "after changing");
      bench.reach();
      assertEquals(before, mine(bench, other), "after removing");
    }
  }

  @Test
  void L16_eachOwner_observesItsOwnRulesAsItsOwnAndTheOthersAsOthers() {
    try (Bench bench = bench();
        SdwanBackend other = bench.target.open(Bench.OTHER_OWNER)) {
      PathRule[] theirs = theirRules(bench);
      bench.reachStart();
      List<String> mine = bench.mine();
      apply(bench, other, theirs);

      ObservedPolicy observed = bench.observe();

      assertEquals(mine, Attempt.canonical(observed.mine()));
      assertEquals(Attempt.canonical(List.of(theirs)), Attempt.canonical(observed.otherOwners()));
    }
  }

  /** Both say the same of the same packets: merged into one, removing one would remove both. */
  @Test
  void L16_ruleThatAnotherOwnerHasToo_staysInForceWhenOneOfThemGoes() {
    try (Bench bench = bench();
        SdwanBackend other = bench.target.open(Bench.OTHER_OWNER)) {
      PathRule theirs = new SampleRules(Bench.OTHER_OWNER, bench.reading).rule(0);
      apply(bench, other, theirs);
      bench.reach(bench.rules.rule(0));

      bench.reach();

      assertEquals(List.of(theirs.canonical()), mine(bench, other));
      assertEquals(Optional.of(theirs.treatment()), bench.target.inForce(bench.rules.flow(theirs)));
    }
  }

  private static PathRule[] theirRules(Bench bench) {
    SampleRules rules = new SampleRules(Bench.OTHER_OWNER, bench.reading);
    return new PathRule[] {rules.rule(0), rules.rule(1), rules.rule(7)};
  }

  private static void apply(Bench bench, SdwanBackend backend, PathRule... rules) {
    Plan plan = bench.planTo(backend, List.of(rules));
    Attempt.of(backend, plan, bench.call()).assertSucceeded();
  }

  private static List<String> mine(Bench bench, SdwanBackend backend) {
    return Attempt.canonical(backend.observe(bench.call()).mine());
  }
}
