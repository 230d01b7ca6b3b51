package dev.fairway.mock;

import dev.fairway.spi.CallContext;
import java.time.Duration;

/** Passes on what the host says; what extends it mishears one thing. */
class DelegatingCallContext implements CallContext {

  private final CallContext host;

  DelegatingCallContext(CallContext host) {
    this.host = host;
  }

  @Override
  public Duration remaining() {
    return host.remaining();
  }

  @Override
  public boolean dryRun() {
    return host.dryRun();
  }

  @Override
  public String correlationId() {
    return host.correlationId();
  }

  @Override
  public void checkMayWrite() {
    host.checkMayWrite();
  }
}
