package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the target can do what its profile says, and is asked for nothing else. */
abstract class CapabilityLaws {

  /** A native limit above this is not worth filling in a test. */
  private static final int MOST_TO_FILL = 2_000;

  abstract ConformanceFixture fixture();

  @ParameterizedTest
  @EnumSource(Feature.class)
  void L08_featureInTheProfile_works(Feature feature) {
    try (ConformanceFixture fixture = fixture()) {
      assumeTrue(fixture.profile().has(feature), "the target does not claim " + feature);
      List<PathRule> rules = new ArrayList<>(fixture.rules.allNeeding(feature));
      rules.removeIf(rule -> !fixture.supports(rule));
      assumeFalse(
          rules.isEmpty(),
          "no rule of the kit needs " + feature + " and nothing that the target lacks");

      for (PathRule rule : rules) {
        fixture.reach(rule);

        fixture.assertInForceExactly(rule);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Feature.class)
  void L08_featureMissingFromTheProfile_isRefusedAndNothingWritten(Feature feature) {
    try (ConformanceFixture fixture = fixture()) {
      Optional<SdwanBackend> lacking =
          fixture.profile().has(feature)
              ? fixture.openWith(fixture.profile().without(feature))
              : Optional.of(fixture.target.open(ConformanceFixture.OWNER));
      assumeTrue(lacking.isPresent(), "the target's claims cannot be made smaller");
      PathRule lawful = fixture.rules.rule(9, "203.0.113.9");
      try (SdwanBackend backend = lacking.get()) {
        for (PathRule rule : fixture.rules.allNeeding(feature)) {
          assertRefused(fixture, backend, rule);
          assertRefused(fixture, backend, lawful, rule);
          assertEquals(Optional.empty(), fixture.target.inForce(fixture.rules.flow(rule)));
          assertEquals(Optional.empty(), fixture.target.inForce(fixture.rules.flow(lawful)));
        }
      }
    }
  }

  @Test
  void L11_oneRuleTooMany_isRefusedBeforeTheFirstWrite() {
    try (ConformanceFixture fixture = fixture()) {
      int most = mostOf(fixture, Limit.RULES, 3);
      assumeRoom(fixture, Limit.PREFIXES, most + 1);
      try (SdwanBackend backend = openFor(fixture, Limit.RULES, most)) {
        assertLimit(fixture, backend, rules(fixture, most), rules(fixture, most + 1));
      }
    }
  }

  @Test
  void L11_onePrefixTooManyInASet_isRefusedBeforeTheFirstWrite() {
    try (ConformanceFixture fixture = fixture()) {
      int most = mostOf(fixture, Limit.PREFIXES_PER_SET, 3);
      assumeTrue(most < 128, "the target's sets are too large to fill: " + most);
      assumeRoom(fixture, Limit.PREFIXES, most + 1);
      try (SdwanBackend backend = openFor(fixture, Limit.PREFIXES_PER_SET, most)) {
        PathRule fits = fixture.rules.ruleOfPrefixes(0, most);
        PathRule tooMuch = fixture.rules.ruleOfPrefixes(0, most + 1);
        assertLimit(fixture, backend, new PathRule[] {fits}, new PathRule[] {tooMuch});
      }
    }
  }

  @Test
  void L11_onePrefixTooManyInAll_isRefusedBeforeTheFirstWrite() {
    try (ConformanceFixture fixture = fixture()) {
      int most = mostOf(fixture, Limit.PREFIXES, 4);
      assumeTrue(most < 128, "the target has room for too many prefixes to fill it: " + most);
      PathRule[] fits = rulesOfPrefixes(fixture, most);
      PathRule[] tooMuch = rulesOfPrefixes(fixture, most + 1);
      assumeRoom(fixture, Limit.RULES, tooMuch.length);
      try (SdwanBackend backend = openFor(fixture, Limit.PREFIXES, most)) {
        assertLimit(fixture, backend, fits, tooMuch);
      }
    }
  }

  @Test
  void L11_onePrefixTooManyAmongSenders_isRefusedBeforeTheFirstWrite() {
    try (ConformanceFixture fixture = fixture()) {
      assumeTrue(fixture.profile().has(Feature.SOURCE_MATCH), "the target matches no senders");
      int most = mostOf(fixture, Limit.PREFIXES_PER_SET, 3);
      assumeTrue(most < 128, "the target's sets are too large to fill: " + most);
      assumeRoom(fixture, Limit.PREFIXES, most + 1);
      try (SdwanBackend backend = openFor(fixture, Limit.PREFIXES_PER_SET, most)) {
        PathRule fits = fixture.rules.ruleOfSenders(0, most);
        PathRule tooMuch = fixture.rules.ruleOfSenders(0, most + 1);
        assertLimit(fixture, backend, new PathRule[] {fits}, new PathRule[] {tooMuch});
      }
    }
  }

  @Test
  void L11_prefixesOfBothSides_countTogether() {
    try (ConformanceFixture fixture = fixture()) {
      assumeTrue(
          fixture.profile().has(Feature.SOURCE_AND_DESTINATION_MATCH),
          "the target matches only one side at a time");
      int most = mostOf(fixture, Limit.PREFIXES, 4);
      assumeTrue(most < 128, "the target has room for too many prefixes to fill it: " + most);
      assumeRoom(fixture, Limit.PREFIXES_PER_SET, most - 1);
      try (SdwanBackend backend = openFor(fixture, Limit.PREFIXES, most)) {
        PathRule fits = fixture.rules.ruleBetween(0, most - 1, 1);
        PathRule tooMuch = fixture.rules.ruleBetween(0, most - 1, 2);
        assertLimit(fixture, backend, new PathRule[] {fits}, new PathRule[] {tooMuch});
      }
    }
  }

  /** Rules that hold so many prefixes together, no set of theirs more than the target takes. */
  private static PathRule[] rulesOfPrefixes(ConformanceFixture fixture, int count) {
    int each = Math.min(fixture.profile().limit(Limit.PREFIXES_PER_SET).orElse(count), count / 2);
    List<PathRule> rules = new ArrayList<>();
    for (int left = count; left > 0; left -= each) {
      rules.add(fixture.rules.ruleOfPrefixes(rules.size(), Math.min(each, left)));
    }
    return rules.toArray(PathRule[]::new);
  }

  private static void assumeRoom(ConformanceFixture fixture, Limit other, int needed) {
    int most = fixture.profile().limit(other).orElse(Integer.MAX_VALUE);
    assumeTrue(needed <= most, "the limit of " + other + " is met first: " + most);
  }

  /** What fits must be accepted, or the target's limit is not what it says. */
  private static void assertLimit(
      ConformanceFixture fixture, SdwanBackend backend, PathRule[] fitting, PathRule[] tooMuch) {
    Plan plan = fixture.planTo(backend, List.of(fitting));
    ApplyAttempt.of(backend, plan, fixture.wan, fixture.call()).assertSucceeded();

    assertRefused(fixture, backend, tooMuch);

    assertEquals(ApplyAttempt.canonical(List.of(fitting)), fixture.mine());
  }

  private static void assertRefused(
      ConformanceFixture fixture, SdwanBackend backend, PathRule... desired) {
    Plan plan = fixture.planTo(backend, List.of(desired));
    long writes = fixture.target.writes();

    ApplyAttempt.of(backend, plan, fixture.wan, fixture.call())
        .assertRefused(ErrorKind.UNSUPPORTED);

    fixture.assertNoWriteSince(writes);
  }

  private static PathRule[] rules(ConformanceFixture fixture, int count) {
    PathRule[] rules = new PathRule[count];
    for (int i = 0; i < count; i++) {
      rules[i] = fixture.rules.rule(i, "198.51." + (100 + i / 256) + "." + i % 256);
    }
    return rules;
  }

  /** The limit to try: a small one where the vendor lets us set it, else the target's own. */
  private static int mostOf(ConformanceFixture fixture, Limit limit, int wanted) {
    Optional<SdwanBackend> less = fixture.openWith(fixture.profile().withLimit(limit, wanted));
    if (less.isPresent()) {
      less.get().close();
      return wanted;
    }
    OptionalInt own = fixture.profile().limit(limit);
    assumeTrue(own.isPresent(), "no limit of " + limit + " is known, and none can be set");
    assumeTrue(own.getAsInt() <= MOST_TO_FILL, "too many to fill: " + own.getAsInt());
    return own.getAsInt();
  }

  private static SdwanBackend openFor(ConformanceFixture fixture, Limit limit, int most) {
    TargetProfile less = fixture.profile().withLimit(limit, most);
    return fixture.openWith(less).orElseGet(() -> fixture.target.open(ConformanceFixture.OWNER));
  }
}
