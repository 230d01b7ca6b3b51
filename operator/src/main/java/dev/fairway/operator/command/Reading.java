package dev.fairway.operator.command;

import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;

/** A call that only asks: it may take a while, and may never write. */
final class Reading implements CallContext {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final long started = System.nanoTime();

  private Reading() {}

  static CallContext call() {
    return new Reading();
  }

  @Override
  public Duration remaining() {
    return LONGEST.minusNanos(System.nanoTime() - started);
  }

  @Override
  public boolean dryRun() {
    return true;
  }

  @Override
  public String correlationId() {
    return "command-line";
  }

  @Override
  public void checkMayWrite() {
    throw new BackendException(ErrorKind.ABANDONED, "a command that only asks may not write");
  }
}
