package dev.fairway.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The clock of the demo's API server. It can be set to when an object was created, as its manifest
 * has it: who is older decides who wins, so ages must not depend on when the demo runs.
 * Thread-safe.
 */
final class DemoClock extends Clock {

  private volatile Optional<Instant> set = Optional.empty();

  /** From now on it is that time. */
  void set(Instant time) {
    set = Optional.of(time);
  }

  /** From now on it goes as everybody's. */
  void release() {
    set = Optional.empty();
  }

  @Override
  public Instant instant() {
    return set.orElseGet(Instant::now);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
