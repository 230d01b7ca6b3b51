package dev.fairway.catalyst.client;

import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A call with a deadline by a test's clock, and a permission for so many writes. */
final class LimitedCallContext implements CallContext {

  private final ManagerClock clock;
  private final Duration end;
  private final AtomicInteger writesLeft;

  private LimitedCallContext(ManagerClock clock, Duration time, int writes) {
    this.clock = clock;
    this.end = clock.now().plus(time);
    this.writesLeft = new AtomicInteger(writes);
  }

  static LimitedCallContext of(ManagerClock clock) {
    return lasting(clock, Duration.ofMinutes(5));
  }

  static LimitedCallContext lasting(ManagerClock clock, Duration time) {
    return new LimitedCallContext(clock, time, Integer.MAX_VALUE);
  }

  static LimitedCallContext forWrites(ManagerClock clock, int writes) {
    return new LimitedCallContext(clock, Duration.ofMinutes(5), writes);
  }

  @Override
  public Duration remaining() {
    return end.minus(clock.now());
  }

  @Override
  public boolean dryRun() {
    return false;
  }

  @Override
  public String correlationId() {
    return "call-7";
  }

  @Override
  public void checkMayWrite() {
    if (writesLeft.getAndDecrement() <= 0) {
      throw new BackendException(ErrorKind.ABANDONED, "no more writes");
    }
  }
}
