package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.Flow;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Treatment;
import dev.fairway.spi.SdwanBackend;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That what others have on the target stays theirs. */
abstract class OwnershipLaws {

  abstract ConformanceFixture bench();

  @Test
  void L03_foreignObjects_surviveEveryOperation() {
    try (ConformanceFixture bench = bench()) {
      byte[] without = bench.target.foreign();
      bench.target.addForeign();
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
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      bench.target.addForeign();
      byte[] planted = bench.target.foreign();

      bench.reach(bench.changed());

      assertArrayEquals(planted, bench.target.foreign());
    }
  }

  @Test
  void L03_foreignObjects_areThereAtEachWrite() {
    try (ConformanceFixture bench = bench()) {
      bench.target.addForeign();
      bench.reachStart();
      byte[] planted = bench.target.foreign();
      Plan plan = bench.change();
      List<String> gaps = new CopyOnWriteArrayList<>();
      bench.target.onWrite(
          () -> {
            if (!Arrays.equals(planted, bench.target.foreign())) {
              gaps.add("foreign objects are not as they were");
            }
          });

      bench.tryOut(plan).assertSucceeded();

      assertEquals(List.of(), gaps);
    }
  }

  @Test
  void L16_anotherOwnersRules_stayInForceAtEachWrite() {
    try (ConformanceFixture bench = bench();
        SdwanBackend other = bench.target.open(ConformanceFixture.OTHER_OWNER)) {
      bench.reachStart();
      PathRule theirs = new SampleRules(ConformanceFixture.OTHER_OWNER, bench.wan).rule(7);
      apply(bench, other, theirs);
      Plan plan = bench.change();
      List<Optional<Treatment>> looks = new CopyOnWriteArrayList<>();
      Runnable look = () -> looks.add(bench.target.inForce(bench.rules.flow(theirs)));
      bench.target.onWrite(look);

      bench.tryOut(plan).assertSucceeded();
      look.run();

      assertTrue(looks.size() > 1, "the harness ran nothing at a write");
      assertEquals(Set.of(Optional.of(theirs.treatment())), Set.copyOf(looks));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kit-on", "kit-one-two"})
  void L16_ownerWhoseNameBeginsAlike_isAnotherOwner(String name) {
    OwnerId alike = new OwnerId(name);
    try (ConformanceFixture bench = bench();
        SdwanBackend other = bench.target.open(alike)) {
      PathRule theirs = new SampleRules(alike, bench.wan).rule(7);
      apply(bench, other, theirs);
      bench.reachStart();
      List<String> mine = bench.mine();
      assertEquals(List.of(theirs.canonical()), mine(bench, other), "after installing ours");

      apply(bench, other, new SampleRules(alike, bench.wan).rule(8));
      assertEquals(mine, bench.mine(), "after changing theirs");

      bench.reach();
      assertEquals(1, mine(bench, other).size(), "after removing ours");
    }
  }

  /** Whoever came first, and whoever wrote last: else the answer would depend on timing. */
  @Test
  void L16_rulesOfTwoOwners_areInForceInTheOrderOfTheOwners() {
    try (ConformanceFixture bench = bench();
        SdwanBackend other = bench.target.open(ConformanceFixture.OTHER_OWNER)) {
      SampleRules rules = new SampleRules(ConformanceFixture.OTHER_OWNER, bench.wan);
      PathRule mine = bench.rules.rule(0);
      Flow flow = bench.rules.flow(mine);
      apply(bench, other, rules.rule(0, 1, "192.0.2.0"));
      bench.reach(mine);
      assertEquals(Optional.of(mine.treatment()), bench.target.inForce(flow), "ours came later");

      apply(bench, other, rules.rule(0, 2, "192.0.2.0"));
      assertEquals(Optional.of(mine.treatment()), bench.target.inForce(flow), "ours came first");
    }
  }

  @Test
  void L16_anotherOwnersRules_surviveEveryOperation() {
    try (ConformanceFixture bench = bench();
        SdwanBackend other = bench.target.open(ConformanceFixture.OTHER_OWNER)) {
      PathRule[] theirs = theirRules(bench);
      apply(bench, other, theirs);
      List<String> before = ApplyAttempt.canonical(List.of(theirs));

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
    try (ConformanceFixture bench = bench();
        SdwanBackend other = bench.target.open(ConformanceFixture.OTHER_OWNER)) {
      PathRule[] theirs = theirRules(bench);
      bench.reachStart();
      List<String> mine = bench.mine();
      apply(bench, other, theirs);

      ObservedPolicy observed = bench.observe();

      assertEquals(mine, ApplyAttempt.canonical(observed.mine()));
      assertEquals(
          ApplyAttempt.canonical(List.of(theirs)), ApplyAttempt.canonical(observed.otherOwners()));
    }
  }

  /** Both say the same of the same packets: merged into one, removing one would remove both. */
  @Test
  void L16_ruleThatAnotherOwnerHasToo_staysInForceWhenOneOfThemGoes() {
    try (ConformanceFixture bench = bench();
        SdwanBackend other = bench.target.open(ConformanceFixture.OTHER_OWNER)) {
      PathRule theirs = new SampleRules(ConformanceFixture.OTHER_OWNER, bench.wan).rule(0);
      apply(bench, other, theirs);
      bench.reach(bench.rules.rule(0));

      bench.reach();

      assertEquals(List.of(theirs.canonical()), mine(bench, other));
      assertEquals(Optional.of(theirs.treatment()), bench.target.inForce(bench.rules.flow(theirs)));
    }
  }

  private static PathRule[] theirRules(ConformanceFixture bench) {
    SampleRules rules = new SampleRules(ConformanceFixture.OTHER_OWNER, bench.wan);
    return new PathRule[] {rules.rule(0), rules.rule(1), rules.rule(7)};
  }

  private static void apply(ConformanceFixture bench, SdwanBackend backend, PathRule... rules) {
    Plan plan = bench.planTo(backend, List.of(rules));
    ApplyAttempt.of(backend, plan, bench.wan, bench.call()).assertSucceeded();
  }

  private static List<String> mine(ConformanceFixture bench, SdwanBackend backend) {
    return ApplyAttempt.canonical(backend.observe(bench.wan, bench.call()).mine());
  }
}
