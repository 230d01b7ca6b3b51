package dev.fairway.runtime;

import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The context of one call, with a deadline that runs from its construction. Thread-safe. */
public final class DeadlineCallContext implements CallContext {

  private final LongSupplier nanoClock;
  private final long start;
  private final Duration limit;
  private final boolean dryRun;
  private final String correlationId;
  private final WritePermission permission;

  /**
   * A call that begins now.
   *
   * @param limit how long it may take
   * @param nanoClock nanoseconds that only grow, as {@link System#nanoTime} gives them
   * @param dryRun true where nothing may be written
   * @param correlationId 1 to 64 letters, digits and dashes
   * @param permission asked before each write
   */
  public DeadlineCallContext(
      Duration limit,
      LongSupplier nanoClock,
      boolean dryRun,
      String correlationId,
      WritePermission permission) {
    if (!correlationId.matches("[A-Za-z0-9-]{1,64}")) {
      throw new IllegalArgumentException("correlation id '" + correlationId + "'");
    }
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    this.limit = limit;
    this.dryRun = dryRun;
    this.correlationId = correlationId;
    this.permission = permission;
  }

  @Override
  public Duration remaining() {
    return limit.minusNanos(nanoClock.getAsLong() - start);
  }

  @Override
  public boolean dryRun() {
    return dryRun;
  }

  @Override
  public String correlationId() {
    return correlationId;
  }

  @Override
  public void checkMayWrite() {
    if (!permission.isGranted()) {
      throw new BackendException(
          ErrorKind.ABANDONED, "this process may no longer write to the fabric");
    }
  }
}
