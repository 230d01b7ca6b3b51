package dev.fairway.testkit;

import dev.fairway.core.plan.PolicyWriter;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The call context of the kit, which is the host: a deadline, whether it is a dry run, and for how
 * long it may write. Thread-safe where its suppliers are.
 */
public final class TestCallContext implements CallContext {

  private static final AtomicInteger CALLS = new AtomicInteger();

  private final LongSupplier nanoTime;
  private final long end;
  private final boolean dryRun;
  private final BooleanSupplier permitted;
  private final Optional<PolicyWriter> writer;
  private final String correlationId = "kit-" + CALLS.incrementAndGet();
  private final AtomicInteger asked = new AtomicInteger();

  private TestCallContext(
      LongSupplier nanoTime,
      long end,
      boolean dryRun,
      BooleanSupplier permitted,
      Optional<PolicyWriter> writer) {
    this.writer = writer;
    this.nanoTime = nanoTime;
    this.end = end;
    this.dryRun = dryRun;
    this.permitted = permitted;
  }

  /** A call that may write, and may take so long from now. */
  public static TestCallContext lasting(Duration time) {
    return lasting(time, System::nanoTime);
  }

  /** A call that may write, and may take so long from now, by a clock that counts nanoseconds. */
  public static TestCallContext lasting(Duration time, LongSupplier nanoTime) {
    return new TestCallContext(
        nanoTime, nanoTime.getAsLong() + time.toNanos(), false, () -> true, Optional.empty());
  }

  /** The same call as a dry run. */
  public TestCallContext asDryRun() {
    return new TestCallContext(nanoTime, end, true, permitted, writer);
  }

  /** The same call, which may write for as long as the answer is yes. */
  public TestCallContext permittedWhile(BooleanSupplier answer) {
    return new TestCallContext(nanoTime, end, dryRun, answer, writer);
  }

  /** The same call of a process that names itself. */
  public TestCallContext of(PolicyWriter process) {
    return new TestCallContext(nanoTime, end, dryRun, permitted, Optional.of(process));
  }

  /** How many times the backend has asked whether it may write. */
  public int timesAsked() {
    return asked.get();
  }

  @Override
  public Duration remaining() {
    return Duration.ofNanos(end - nanoTime.getAsLong());
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
  public Optional<PolicyWriter> writer() {
    return writer;
  }

  @Override
  public void checkMayWrite() {
    asked.incrementAndGet();
    if (!permitted.getAsBoolean()) {
      throw new BackendException(ErrorKind.ABANDONED, "the kit withdrew its permission to write");
    }
  }
}
