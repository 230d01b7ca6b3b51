package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.core.plan.PolicyWrite;
import dev.fairway.core.plan.PolicyWriter;
import dev.fairway.core.policy.PathRule;
import dev.fairway.spi.SdwanBackend;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That several processes of one owner can tell each other apart, where the target lets them. */
abstract class WriterLaws {

  private static final PolicyWriter FIRST = process("first");
  private static final PolicyWriter SECOND = process("second");

  abstract ConformanceFixture fixture();

  private static PolicyWriter process(String id) {
    return new PolicyWriter(id, "host-of-" + id, 7, "kit", Instant.EPOCH);
  }

  @Test
  void L20_lastWrite_isThatOfTheProcessThatChangedThePolicyLast_whicheverAsks() {
    try (ConformanceFixture fixture = fixture();
        SdwanBackend other = fixture.target.open(ConformanceFixture.OWNER)) {
      fixture.reachStart();
      write(fixture, fixture.backend, FIRST, fixture.changed());
      PolicyWrite first = told(fixture, other, SECOND);
      assertEquals(FIRST, first.writer(), "asked by the other process");
      assertEquals(first, told(fixture, fixture.backend, FIRST), "asked by the process itself");

      write(fixture, other, SECOND, fixture.rules.rule(4));
      PolicyWrite second = told(fixture, fixture.backend, FIRST);
      assertEquals(SECOND, second.writer(), "after the other process wrote");

      write(fixture, fixture.backend, FIRST, fixture.rules.rule(5));
      PolicyWrite third = told(fixture, other, SECOND);
      assertEquals(FIRST, third.writer(), "after the first process wrote again");
      assertNotEquals(first.change(), third.change(), "another change of the same process");
    }
  }

  @Test
  void L20_lastWrite_isNeverThatOfAnotherOwnersProcess() {
    try (ConformanceFixture fixture = fixture();
        SdwanBackend other = fixture.target.open(ConformanceFixture.OTHER_OWNER)) {
      fixture.reachStart();
      write(fixture, fixture.backend, FIRST, fixture.changed());
      PolicyWrite before = told(fixture, fixture.backend, FIRST);
      SampleRules theirs = new SampleRules(ConformanceFixture.OTHER_OWNER, fixture.wan);

      write(fixture, other, SECOND, theirs.rule(7));

      assertEquals(before, told(fixture, fixture.backend, FIRST));
    }
  }

  private static void write(
      ConformanceFixture fixture, SdwanBackend backend, PolicyWriter process, PathRule... rules) {
    ApplyAttempt.of(
            backend,
            fixture.planTo(backend, List.of(rules)),
            fixture.wan,
            fixture.call().of(process))
        .assertSucceeded();
  }

  private static PolicyWrite told(
      ConformanceFixture fixture, SdwanBackend backend, PolicyWriter process) {
    Optional<PolicyWrite> told =
        backend.observe(fixture.wan, fixture.call().of(process)).lastWrite();
    assumeTrue(told.isPresent(), "the target tells no process after its change");
    return told.get();
  }
}
