package dev.fairway.catalyst.simulator.model;

import java.time.Duration;
import java.time.Instant;

/** The time during which some controller ran no policy, and counts of pushes. */
final class OutageMeter {

  private Duration before = Duration.ZERO;
  private Instant since;
  private boolean gap;
  private int deactivations;
  private int pushes;

  OutageMeter(Instant start, boolean gap) {
    this.since = start;
    this.gap = gap;
  }

  void note(Instant now, boolean nowGap) {
    before = total(now);
    since = now;
    gap = nowGap;
  }

  Duration total(Instant now) {
    return gap ? before.plus(Duration.between(since, now)) : before;
  }

  void deactivated() {
    deactivations++;
  }

  void pushed() {
    pushes++;
  }

  int deactivations() {
    return deactivations;
  }

  int pushes() {
    return pushes;
  }
}
