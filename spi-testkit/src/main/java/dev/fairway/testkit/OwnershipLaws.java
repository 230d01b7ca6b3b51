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

  abstract ConformanceFixture fixture();

  @Test
  void L03_foreignObjects_surviveEveryOperation() {
    try (ConformanceFixture fixture = fixture()) {
      byte[] without = fixture.target.foreign();
      fixture.target.addForeign();
      byte[] planted = fixture.target.foreign();
      assertNotEquals(
          new String(without, StandardCharsets.ISO_8859_1),
          new String(planted, StandardCharsets.ISO_8859_1),
          "the harness planted nothing");

      fixture.reachStart();
      assertArrayEquals(planted, fixture.target.foreign(), "after installing");
      fixture.reach(fixture.changed());
      assertArrayEquals(planted, fixture.target.foreign(), "after changing");
      fixture.reach();
      assertArrayEquals(planted, fixture.target.foreign(), "after removing");
    }
  }

  @Test
  void L03_foreignObjectPlantedBetweenPlans_survives() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      fixture.target.addForeign();
      byte[] planted = fixture.target.foreign();

      fixture.reach(fixture.changed());

      assertArrayEquals(planted, fixture.target.foreign());
    }
  }

  @Test
  void L03_foreignObjects_areThereAtEachWrite() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.target.addForeign();
      fixture.reachStart();
      byte[] planted = fixture.target.foreign();
      Plan plan = fixture.change();
      List<String> gaps = new CopyOnWriteArrayList<>();
      fixture.target.onWrite(
          () -> {
            if (!Arrays.equals(planted, fixture.target.foreign())) {
              gaps.add("foreign objects are not as they were");
            }
          });

      fixture.tryOut(plan).assertSucceeded();

      assertEquals(List.of(), gaps);
    }
  }

  @Test
  void L16_anotherOwnersRules_stayInForceAtEachWrite() {
    try (ConformanceFixture fixture = fixture();
        SdwanBackend other = fixture.target.open(ConformanceFixture.OTHER_OWNER)) {
      fixture.reachStart();
      PathRule theirs = new SampleRules(ConformanceFixture.OTHER_OWNER, fixture.wan).rule(7);
      apply(fixture, other, theirs);
      Plan plan = fixture.change();
      List<Optional<Treatment>> looks = new CopyOnWriteArrayList<>();
      Runnable look = () -> looks.add(fixture.target.inForce(fixture.rules.flow(theirs)));
      fixture.target.onWrite(look);

      fixture.tryOut(plan).assertSucceeded();
      look.run();

      assertTrue(looks.size() > 1, "the harness ran nothing at a write");
      assertEquals(Set.of(Optional.of(theirs.treatment())), Set.copyOf(looks));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kit-on", "kit-one-two"})
  void L16_ownerWhoseNameBeginsAlike_isAnotherOwner(String name) {
    OwnerId alike = new OwnerId(name);
    try (ConformanceFixture fixture = fixture();
        SdwanBackend other = fixture.target.open(alike)) {
      PathRule theirs = new SampleRules(alike, fixture.wan).rule(7);
      apply(fixture, other, theirs);
      fixture.reachStart();
      List<String> mine = fixture.mine();
      assertEquals(List.of(theirs.canonical()), mine(fixture, other), "after installing ours");

      apply(fixture, other, new SampleRules(alike, fixture.wan).rule(8));
      assertEquals(mine, fixture.mine(), "after changing theirs");

      fixture.reach();
      assertEquals(1, mine(fixture, other).size(), "after removing ours");
    }
  }

  /** Whoever came first, and whoever wrote last: else the answer would depend on timing. */
  @Test
  void L16_rulesOfTwoOwners_areInForceInTheOrderOfTheOwners() {
    try (ConformanceFixture fixture = fixture();
        SdwanBackend other = fixture.target.open(ConformanceFixture.OTHER_OWNER)) {
      SampleRules rules = new SampleRules(ConformanceFixture.OTHER_OWNER, fixture.wan);
      PathRule mine = fixture.rules.rule(0);
      Flow flow = fixture.rules.flow(mine);
      apply(fixture, other, rules.rule(0, 1, "192.0.2.0"));
      fixture.reach(mine);
      assertEquals(Optional.of(mine.treatment()), fixture.target.inForce(flow), "ours came later");

      apply(fixture, other, rules.rule(0, 2, "192.0.2.0"));
      assertEquals(Optional.of(mine.treatment()), fixture.target.inForce(flow), "ours came first");
    }
  }

  @Test
  void L16_anotherOwnersRules_surviveEveryOperation() {
    try (ConformanceFixture fixture = fixture();
        SdwanBackend other = fixture.target.open(ConformanceFixture.OTHER_OWNER)) {
      PathRule[] theirs = theirRules(fixture);
      apply(fixture, other, theirs);
      List<String> before = ApplyAttempt.canonical(List.of(theirs));

      fixture.reachStart();
      assertEquals(before, mine(fixture, other), "after installing");
      fixture.reach(fixture.changed());
      assertEquals(before, mine(fixture, other), "after changing");
      fixture.reach();
      assertEquals(before, mine(fixture, other), "after removing");
    }
  }

  @Test
  void L16_eachOwner_observesItsOwnRulesAsItsOwnAndTheOthersAsOthers() {
    try (ConformanceFixture fixture = fixture();
        SdwanBackend other = fixture.target.open(ConformanceFixture.OTHER_OWNER)) {
      PathRule[] theirs = theirRules(fixture);
      fixture.reachStart();
      List<String> mine = fixture.mine();
      apply(fixture, other, theirs);

      ObservedPolicy observed = fixture.observe();

      assertEquals(mine, ApplyAttempt.canonical(observed.mine()));
      assertEquals(
          ApplyAttempt.canonical(List.of(theirs)), ApplyAttempt.canonical(observed.otherOwners()));
    }
  }

  /** Both say the same of the same packets: merged into one, removing one would remove both. */
  @Test
  void L16_ruleThatAnotherOwnerHasToo_staysInForceWhenOneOfThemGoes() {
    try (ConformanceFixture fixture = fixture();
        SdwanBackend other = fixture.target.open(ConformanceFixture.OTHER_OWNER)) {
      PathRule theirs = new SampleRules(ConformanceFixture.OTHER_OWNER, fixture.wan).rule(0);
      apply(fixture, other, theirs);
      fixture.reach(fixture.rules.rule(0));

      fixture.reach();

      assertEquals(List.of(theirs.canonical()), mine(fixture, other));
      assertEquals(
          Optional.of(theirs.treatment()), fixture.target.inForce(fixture.rules.flow(theirs)));
    }
  }

  private static PathRule[] theirRules(ConformanceFixture fixture) {
    SampleRules rules = new SampleRules(ConformanceFixture.OTHER_OWNER, fixture.wan);
    return new PathRule[] {rules.rule(0), rules.rule(1), rules.rule(7)};
  }

  private static void apply(ConformanceFixture fixture, SdwanBackend backend, PathRule... rules) {
    Plan plan = fixture.planTo(backend, List.of(rules));
    ApplyAttempt.of(backend, plan, fixture.wan, fixture.call()).assertSucceeded();
  }

  private static List<String> mine(ConformanceFixture fixture, SdwanBackend backend) {
    return ApplyAttempt.canonical(backend.observe(fixture.wan, fixture.call()).mine());
  }
}
