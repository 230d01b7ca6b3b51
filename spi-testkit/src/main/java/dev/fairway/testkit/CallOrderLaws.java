package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.spi.SdwanBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The laws that a call needs no other call before it: a backend object that was opened just now
 * works with an inventory that another object has read.
 */
abstract class CallOrderLaws {

  abstract ConformanceFixture fixture();

  @Test
  void L18_freshlyOpened_observesWhatABackendObservesThatWasAskedBefore() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      ObservedPolicy known = fixture.observe();

      try (SdwanBackend fresh = fixture.target.open(ConformanceFixture.OWNER)) {
        assertEquals(
            known, fresh.observe(fixture.wan, fixture.call()), "the first call of an object");
      }
    }
  }

  @Test
  void L18_freshlyOpened_appliesAPlanOfAnotherObject() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan plan = fixture.change();

      try (SdwanBackend fresh = fixture.target.open(ConformanceFixture.OWNER)) {
        ApplyAttempt.of(fresh, plan, fixture.wan, fixture.call()).assertSucceeded();
      }

      assertEquals(ApplyAttempt.canonical(List.of(fixture.changed())), fixture.mine());
    }
  }

  @Test
  void L18_freshlyOpened_purgesWithAPlanOfAnotherObject() {
    try (ConformanceFixture fixture = fixture()) {
      fixture.reachStart();
      Plan plan = fixture.planTo();

      try (SdwanBackend fresh = fixture.target.open(ConformanceFixture.OWNER)) {
        fresh.purgeConfirmation(fixture.wan, fixture.call());
        fresh.purge(plan, fixture.wan, fixture.call());
      }

      assertEquals(List.of(), fixture.mine());
    }
  }
}
