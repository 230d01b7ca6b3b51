package dev.fairway.runtime.loop;

import java.util.Optional;

/**
 * What a loop may do, as others told it. Immutable.
 *
 * @param stage how far its life has come
 * @param standby true where another process acts
 * @param term how often it was told to lead after having stood by
 * @param frozen why nothing may be written for now
 */
record LoopMode(Stage stage, boolean standby, int term, Optional<String> frozen) {

  /** The life of a loop. */
  enum Stage {
    NEW,
    RUNNING,
    CLOSING,
    ENDED
  }

  static LoopMode fresh(boolean standby) {
    return new LoopMode(Stage.NEW, standby, 0, Optional.empty());
  }

  LoopMode at(Stage next) {
    return new LoopMode(next, standby, term, frozen);
  }

  LoopMode standingBy() {
    return new LoopMode(stage, true, term, frozen);
  }

  LoopMode leading() {
    return new LoopMode(stage, false, term + 1, frozen);
  }

  LoopMode frozen(Optional<String> why) {
    return new LoopMode(stage, standby, term, why);
  }

  /** True where passes may begin. */
  boolean acts() {
    return stage == Stage.RUNNING && !standby;
  }
}
