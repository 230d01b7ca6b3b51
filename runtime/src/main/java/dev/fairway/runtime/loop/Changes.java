package dev.fairway.runtime.loop;

import java.time.Duration;
import java.util.Optional;

/**
 * The changes that no pass has carried out yet. Moments are times since the loop was made.
 *
 * @param taken the oldest one that a pass has begun with, without having carried it out so far
 * @param first the oldest one since the last pass began
 * @param last the youngest one since the last pass began
 */
record Changes(Optional<Duration> taken, Optional<Duration> first, Optional<Duration> last) {

  static final Changes NONE = new Changes(Optional.empty(), Optional.empty(), Optional.empty());

  /** One more. */
  Changes told(Duration now) {
    return new Changes(taken, first.or(() -> Optional.of(now)), Optional.of(now));
  }

  /** A pass begins: what was told so far is its business. */
  Changes begun() {
    return new Changes(oldest(), Optional.empty(), Optional.empty());
  }

  /** The pass that began last did all; what was told meanwhile is left. */
  Changes settled() {
    return new Changes(Optional.empty(), first, last);
  }

  /** The oldest one of all. */
  Optional<Duration> oldest() {
    return taken.or(() -> first);
  }

  /**
   * When they have waited for others long enough; empty where none was told since the last pass.
   */
  Optional<Duration> dueAt(LoopSettings settings) {
    return first.flatMap(
        oldest ->
            last.map(youngest -> youngest.plus(settings.debounce()))
                .map(quiet -> Moments.earlier(quiet, oldest.plus(settings.maxDelay()))));
  }
}
