package dev.fairway.k8s.controller;

import dev.fairway.spi.CallContext;
import java.time.Duration;

/** A call that has a minute and may write. */
record UnlimitedCallContext() implements CallContext {

  @Override
  public Duration remaining() {
    return Duration.ofMinutes(1);
  }

  @Override
  public boolean dryRun() {
    return false;
  }

  @Override
  public String correlationId() {
    return "other";
  }

  @Override
  public void checkMayWrite() {}
}
