package dev.fairway.runtime.loop;

import java.time.Duration;

/** A clock whose time passes when a test says so, for loops whose turns the test takes itself. */
final class VirtualClock implements LoopClock {

  /** Where a machine's clock may stand as well as anywhere: shortly before it turns negative. */
  private static final long START = Long.MAX_VALUE - 1_000;

  private long passed;
  private int wakes;

  void pass(Duration time) {
    passed += time.toNanos();
  }

  Duration passed() {
    return Duration.ofNanos(passed);
  }

  int wakes() {
    return wakes;
  }

  @Override
  public long nanoTime() {
    return START + passed;
  }

  @Override
  public void await(Duration longest) {
    pass(longest);
  }

  @Override
  public void wake() {
    wakes++;
  }
}
