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

  abstract ConformanceFixture bench();

  @Test
  void L18_freshlyOpened_observesWhatABackendObservesThatWasAskedBefore() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      ObservedPolicy known = bench.observe();

      try (SdwanBackend fresh = bench.target.open(ConformanceFixture.OWNER)) {
        assertEquals(known, fresh.observe(bench.wan, bench.call()), "the first call of an object");
      }
    }
  }

  @Test
  void L18_freshlyOpened_appliesAPlanOfAnotherObject() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan plan = bench.change();

      try (SdwanBackend fresh = bench.target.open(ConformanceFixture.OWNER)) {
        ApplyAttempt.of(fresh, plan, bench.wan, bench.call()).assertSucceeded();
      }

      assertEquals(ApplyAttempt.canonical(List.of(bench.changed())), bench.mine());
    }
  }

  @Test
  void L18_freshlyOpened_purgesWithAPlanOfAnotherObject() {
    try (ConformanceFixture bench = bench()) {
      bench.reachStart();
      Plan plan = bench.planTo();

      try (SdwanBackend fresh = bench.target.open(ConformanceFixture.OWNER)) {
        fresh.purgeConfirmation(bench.wan, bench.call());
        fresh.purge(plan, bench.wan, bench.call());
      }

      assertEquals(List.of(), bench.mine());
    }
  }
}
