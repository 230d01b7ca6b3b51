package dev.fairway.spi;

import java.time.Duration;

/** The terms of one call: deadline, dry run, permission to write. Made by the host. */
public interface CallContext {

  /** How long the call may still take, by the host's clock; zero or less: no longer. */
  Duration remaining();

  /** True where nothing may be written, and the outcomes are those that full success would have. */
  boolean dryRun();

  /** Names this call in the logs of both sides: {@code [A-Za-z0-9-]{1,64}}. */
  String correlationId();

  /**
   * Checks the permission to write; a backend calls it right before each write.
   *
   * @throws BackendException of kind {@link ErrorKind#ABANDONED} where the host has withdrawn its
   *     permission; then no write may begin
   */
  void checkMayWrite();
}
