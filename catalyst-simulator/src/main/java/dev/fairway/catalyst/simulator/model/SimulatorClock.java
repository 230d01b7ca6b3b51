package dev.fairway.catalyst.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The simulator's clock: the machine's, or a virtual one that only {@link #advance} moves. */
public final class SimulatorClock implements InstantSource {

  private final InstantSource source;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  private SimulatorClock(InstantSource source) {
    this.source = source;
  }

  /** The machine's time, and what {@link #advance} adds. */
  public static SimulatorClock system() {
    return new SimulatorClock(InstantSource.system());
  }

  /** A time that stands still but for {@link #advance}. */
  public static SimulatorClock virtual(Instant start) {
    return new SimulatorClock(InstantSource.fixed(start));
  }

  @Override
  public Instant instant() {
    return source.instant().plus(ahead.get());
  }

  /** Lets time pass. */
  public void advance(Duration duration) {
    ahead.accumulateAndGet(duration, Duration::plus);
  }
}
