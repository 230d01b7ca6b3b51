package dev.fairway.spi;

import dev.fairway.core.plan.PolicyWriter;
import java.time.Duration;
import java.util.Optional;

/** The terms of one call: deadline, dry run, permission to write. Made by the host. */
public interface CallContext {

  /** How long the call may still take, by the host's clock; zero or less: no longer. */
  Duration remaining();

  /** True where nothing may be written, and the outcomes are those that full success would have. */
  boolean dryRun();

  /** Names this call in the logs of both sides: {@code [A-Za-z0-9-]{1,64}}. */
  String correlationId();

  /**
   * The process that calls, for the lock or the trace that the backend leaves on the fabric with a
   * change; empty where it does not name itself.
   */
  default Optional<PolicyWriter> writer() {
    return Optional.empty();
  }

  /**
   * Checks the permission to write; a backend calls it right before each write.
   *
   * @throws BackendException of kind {@link ErrorKind#ABANDONED} where the host has withdrawn its
   *     permission; then no write may begin
   */
  void checkMayWrite();
}
