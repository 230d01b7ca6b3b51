package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * The one {@link LoopPicture} that is true now, and the time that its moments are told in. Changes
 * without a lock: whoever comes second looks again. Thread-safe.
 */
final class LoopMemory {

  private final LoopClock clock;
  private final long origin;
  private final AtomicReference<LoopPicture> picture;

  LoopMemory(LoopClock clock, LoopPicture start) {
    this.clock = clock;
    this.origin = clock.nanoTime();
    this.picture = new AtomicReference<>(start);
  }

  /** Time since the loop was made. */
  Duration now() {
    return Duration.ofNanos(clock.nanoTime() - origin);
  }

  /** Something happens; tells what is true after it. */
  LoopPicture after(UnaryOperator<LoopPicture> event) {
    return picture.updateAndGet(event);
  }

  /** Something happens; tells what was true before it. */
  LoopPicture before(UnaryOperator<LoopPicture> event) {
    return picture.getAndUpdate(event);
  }

  LoopPicture picture() {
    return Objects.requireNonNull(picture.get());
  }

  LoopState state() {
    LoopPicture seen = picture();
    return seen.state(now());
  }
}
