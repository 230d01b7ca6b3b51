package dev.fairway.spi;

import java.time.Duration;

/** What the host says about one call. Given to a backend; made by the host. */
public interface CallContext {

  /** How long the call may still take, by the host's clock; zero or less: no longer. */
  Duration remaining();

  /** True where nothing may be written, and the outcomes are those that full success would have. */
  boolean dryRun();

  /** Names this call in the logs of both sides: {@code [A-Za-z0-9-]{1,64}}. */
  String correlationId();

  /**
   * To be called right before each write.
   *
   * @throws BackendException of kind {@link ErrorKind#ABANDONED} where the host has withdrawn its
   *     permission; then no write may begin
   */
  void checkMayWrite();
}
