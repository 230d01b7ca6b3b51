package dev.fairway.runtime;

import dev.fairway.core.plan.PolicyWriter;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The context of one call, with a deadline that runs from its construction. Thread-safe.
 *
 * @param limit how long it may take
 * @param nanoClock nanoseconds that only grow, as {@link System#nanoTime} gives them
 * @param start when it began, by that clock
 * @param dryRun true where nothing may be written
 * @param correlationId 1 to 64 letters, digits and dashes
 * @param permission asked before each write
 * @param writer the process that calls; empty where it does not name itself
 */
public record DeadlineCallContext(
    Duration limit,
    LongSupplier nanoClock,
    long start,
    boolean dryRun,
    String correlationId,
    WritePermission permission,
    Optional<PolicyWriter> writer)
    implements CallContext {

  /** Refuses a correlation id that could break a line of a log. */
  public DeadlineCallContext {
    if (!correlationId.matches("[A-Za-z0-9-]{1,64}")) {
      throw new IllegalArgumentException("correlation id '" + correlationId + "'");
    }
  }

  /** A call that begins now. */
  public DeadlineCallContext(
      Duration limit,
      LongSupplier nanoClock,
      boolean dryRun,
      String correlationId,
      WritePermission permission) {
    this(
        limit,
        nanoClock,
        nanoClock.getAsLong(),
        dryRun,
        correlationId,
        permission,
        Optional.empty());
  }

  /** A call that begins now, and may never write. */
  public static DeadlineCallContext readOnly(Duration limit, String correlationId) {
    WritePermission none = new WritePermission();
    none.withdraw();
    return new DeadlineCallContext(limit, System::nanoTime, true, correlationId, none);
  }

  /** The same call of a process with that name. */
  DeadlineCallContext of(Optional<PolicyWriter> process) {
    return new DeadlineCallContext(
        limit, nanoClock, start, dryRun, correlationId, permission, process);
  }

  @Override
  public Duration remaining() {
    return limit.minusNanos(nanoClock.getAsLong() - start);
  }

  @Override
  public void checkMayWrite() {
    if (!permission.isGranted()) {
      throw new BackendException(
          ErrorKind.ABANDONED, "this process may no longer write to the fabric");
    }
  }
}
