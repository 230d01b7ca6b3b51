package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * The one {@link LoopSnapshot} that is true now, and the time that its moments are told in. Changes
 * without a lock: whoever comes second looks again. Thread-safe.
 */
final class LoopMemory {

  private final LoopClock clock;
  private final long origin;
  private final AtomicReference<LoopSnapshot> picture;

  LoopMemory(LoopClock clock, LoopSnapshot start) {
    this.clock = clock;
    this.origin = clock.nanoTime();
    this.picture = new AtomicReference<>(start);
  }

  /** Time since the loop was made. */
  Duration now() {
    return Duration.ofNanos(clock.nanoTime() - origin);
  }

  /** Something happens; tells what is true after it. */
  LoopSnapshot after(UnaryOperator<LoopSnapshot> event) {
    return picture.updateAndGet(event);
  }

  /** Something happens; tells what was true before it. */
  LoopSnapshot before(UnaryOperator<LoopSnapshot> event) {
    return picture.getAndUpdate(event);
  }

  LoopSnapshot picture() {
    return Objects.requireNonNull(picture.get());
  }

  LoopState state() {
    LoopSnapshot seen = picture();
    return seen.state(now());
  }
}
