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

  abstract ConformanceFixture fixture();

  @Test
  void L14_secrets_areNotSpokenWhenAllIsWell() {
    try (ConformanceFixture fixture = fixture()) {
      List<String> words = new ArrayList<>();
      words.add(fixture.backend.toString());
      words.add(fixture.wan.toString());
      fixture.reachStart();
      collect(
          ApplyAttempt.of(
              fixture.backend, fixture.change(), fixture.wan, fixture.call().asDryRun()),
          words);
      collect(fixture.tryOut(fixture.change()), words);
      words.add(fixture.observe().toString());
      assertSilent(fixture, words);
    }
  }

  @Test
  void L14_secrets_areNotSpokenWhenAWriteGoesWrong() {
    try (ConformanceFixture fixture = fixture()) {
      List<String> words = new ArrayList<>();
      fixture.reachStart();
      Plan stale = fixture.change();
      for (Fault fault : List.of(Fault.REFUSE, Fault.GARBAGE, Fault.ANSWER_LOST)) {
        fixture.target.fault(fault, 1);
        collect(fixture.inTime(() -> fixture.tryOut(fixture.change())), words);
        words.add(fixture.observe().toString());
        fixture.reachStart();
      }
      fixture.reach(fixture.rules.rule(6));
      collect(fixture.tryOut(stale), words);
      assertSilent(fixture, words);
    }
  }

  @Test
  void L14_secrets_areNotSpokenWhenACallIsRefused() {
    try (ConformanceFixture fixture = fixture()) {
      List<String> words = new ArrayList<>();
      fixture.reachStart();
      Plan plan = fixture.change();
      collect(
          ApplyAttempt.of(
              fixture.backend, plan, fixture.wan, fixture.call().permittedWhile(() -> false)),
          words);
      collectFromEveryCall(fixture, plan, TestCallContext.lasting(Duration.ZERO), words);
      fixture.backend.close();
      collectFromEveryCall(fixture, plan, fixture.call(), words);
      words.add(fixture.backend.toString());
      assertSilent(fixture, words);
    }
  }

  private static void collectFromEveryCall(
      ConformanceFixture fixture, Plan plan, CallContext call, List<String> words) {
    List<Consumer<CallContext>> calls =
        List.of(
            context -> words.add(fixture.backend.inventory(context).toString()),
            context -> words.add(fixture.backend.observe(fixture.wan, context).toString()),
            context -> collect(ApplyAttempt.of(fixture.backend, plan, fixture.wan, context), words),
            context ->
                fixture.backend.tracePath(fixture.rules.flow(fixture.rules.rule(0)), context));
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

  private static void assertSilent(ConformanceFixture fixture, List<String> words) {
    words.add(fixture.target.logged());
    for (String secret : fixture.target.secrets()) {
      for (String form : SecretEncodings.of(secret)) {
        for (String word : words) {
          assertFalse(word.contains(form), "a secret was spoken, as it is or encoded");
        }
      }
    }
  }
}
