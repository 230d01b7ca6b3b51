package dev.fairway.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fairway.core.plan.Plan;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** That no secret leaves the backend but on the wire, whatever it is asked and whatever happens. */
abstract class SecretLaws {

  abstract ConformanceFixture bench();

  @Test
  void L14_secrets_areNotSpokenWhenAllIsWell() {
    try (ConformanceFixture bench = bench()) {
      List<String> words = new ArrayList<>();
      words.add(bench.backend.toString());
      words.add(bench.wan.toString());
      bench.reachStart();
      collect(
          ApplyAttempt.of(bench.backend, bench.change(), bench.wan, bench.call().asDryRun()),
          words);
      collect(bench.tryOut(bench.change()), words);
      words.add(bench.observe().toString());
      assertSilent(bench, words);
    }
  }

  @Test
  void L14_secrets_areNotSpokenWhenAWriteGoesWrong() {
    try (ConformanceFixture bench = bench()) {
      List<String> words = new ArrayList<>();
      bench.reachStart();
      Plan stale = bench.change();
      for (Fault fault : List.of(Fault.REFUSE, Fault.GARBAGE, Fault.ANSWER_LOST)) {
        bench.target.fault(fault, 1);
        collect(bench.inTime(() -> bench.tryOut(bench.change())), words);
        words.add(bench.observe().toString());
        bench.reachStart();
      }
      bench.reach(bench.rules.rule(6));
      collect(bench.tryOut(stale), words);
      assertSilent(bench, words);
    }
  }

  @Test
  void L14_secrets_areNotSpokenWhenACallIsRefused() {
    try (ConformanceFixture bench = bench()) {
      List<String> words = new ArrayList<>();
      bench.reachStart();
      Plan plan = bench.change();
      collect(
          ApplyAttempt.of(bench.backend, plan, bench.wan, bench.call().permittedWhile(() -> false)),
          words);
      collectFromEveryCall(bench, plan, TestCallContext.lasting(Duration.ZERO), words);
      bench.backend.close();
      collectFromEveryCall(bench, plan, bench.call(), words);
      words.add(bench.backend.toString());
      assertSilent(bench, words);
    }
  }

  private static void collectFromEveryCall(
      ConformanceFixture bench, Plan plan, CallContext call, List<String> words) {
    List<Consumer<CallContext>> calls =
        List.of(
            one -> words.add(bench.backend.inventory(one).toString()),
            one -> words.add(bench.backend.observe(bench.wan, one).toString()),
            one -> collect(ApplyAttempt.of(bench.backend, plan, bench.wan, one), words),
            one -> bench.backend.tracePath(bench.rules.flow(bench.rules.rule(0)), one));
    for (Consumer<CallContext> one : calls) {
      try {
        one.accept(call);
      } catch (BackendException refused) {
        collect(refused, words);
      }
    }
  }

  private static void collect(ApplyAttempt attempt, List<String> words) {
    words.add(attempt.report().toString());
    attempt.refusal().ifPresent(refused -> collect(refused, words));
  }

  private static void collect(Throwable thrown, List<String> words) {
    for (Throwable one = thrown; one != null; one = one.getCause()) {
      words.add(one.toString());
      for (Throwable suppressed : one.getSuppressed()) {
        collect(suppressed, words);
      }
    }
  }

  private static void assertSilent(ConformanceFixture bench, List<String> words) {
    words.add(bench.target.spoken());
    for (String secret : bench.target.secrets()) {
      for (String form : SecretEncodings.of(secret)) {
        for (String word : words) {
          assertFalse(word.contains(form), "a secret was spoken, as it is or encoded");
        }
      }
    }
  }
}
