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
record Standing(Stage stage, boolean standby, int term, Optional<String> frozen) {

  /** The life of a loop. */
  enum Stage {
    NEW,
    RUNNING,
    CLOSING,
    ENDED
  }

  static Standing fresh(boolean standby) {
    return new Standing(Stage.NEW, standby, 0, Optional.empty());
  }

  Standing at(Stage next) {
    return new Standing(next, standby, term, frozen);
  }

  Standing standingBy() {
    return new Standing(stage, true, term, frozen);
  }

  Standing leading() {
    return new Standing(stage, false, term + 1, frozen);
  }

  Standing frozen(Optional<String> why) {
    return new Standing(stage, standby, term, why);
  }

  /** True where passes may begin. */
  boolean acts() {
    return stage == Stage.RUNNING && !standby;
  }
}
