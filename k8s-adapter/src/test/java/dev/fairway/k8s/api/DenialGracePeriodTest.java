package dev.fairway.k8s.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenialGracePeriodTest {

  private static final RequestAttributes LIST = new RequestAttributes("list", "nodes", "");

  private final AtomicLong now = new AtomicLong(-7);
  private final DenialGracePeriod grace = new DenialGracePeriod(now::get);

  private static ApiFailure failure(int code) {
    return ApiFailure.ofCode(code, LIST);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void judge_denial_isBelievedWhenItHasLasted(int code) {
    ApiFailure first = grace.judge(failure(code));
    assertEquals(failure(code).kind(), first.kind());
    assertTrue(first.sentence().contains("(" + code + "), as while it starts"), first.sentence());

    now.addAndGet(DenialGracePeriod.LENGTH.toNanos() - 1);
    assertEquals(first, grace.judge(failure(code)));
    now.incrementAndGet();
    assertEquals(failure(code), grace.judge(failure(code)));
  }

  @Test
  void judge_denialAfterAnAnswerOrAnotherFailure_beginsThePeriodAnew() {
    ApiFailure first = grace.judge(failure(403));
    now.addAndGet(DenialGracePeriod.LENGTH.toNanos());
    grace.allowed();
    assertEquals(first, grace.judge(failure(403)));
    now.addAndGet(DenialGracePeriod.LENGTH.toNanos());
    ApiFailure away = failure(503);
    assertSame(away, grace.judge(away));
    assertEquals(first, grace.judge(failure(403)));
  }
}
