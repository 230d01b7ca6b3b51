package dev.fairway.runtime.safety;

/**
 * The loss of a plan: how much of what had a rule has one no longer. Counted in pairs of an address
 * and a port group. Counts above {@link #MOST} are {@link #MOST}.
 *
 * @param before how many there were
 * @param lost how many of them no rule covers any more, without an explanation
 */
public record Loss(long before, long lost) {

  /** The largest count: far above every network, and small enough to be multiplied by 100. */
  public static final long MOST = 1L << 56;

  /** Nothing there, nothing lost. */
  static final Loss NONE = new Loss(0, 0);

  /** Refuses to lose more than there was. */
  public Loss {
    if (lost < 0 || lost > before || before > MOST) {
      throw new IllegalArgumentException("lost " + lost + " of " + before);
    }
  }

  /** The sum, at most {@link #MOST}. */
  static long sum(long a, long b) {
    return Math.min(MOST, Math.min(MOST, a) + Math.min(MOST, b));
  }

  /** True where more than that share was lost. */
  boolean exceeds(int percent) {
    return lost * 100 > before * percent;
  }

  /** The share that was lost, in percent, rounded down. */
  public long percent() {
    return before == 0 ? 0 : lost * 100 / before;
  }

  /** {@code 12 of 40 (30%)}. */
  @Override
  public String toString() {
    return lost + " of " + before + " (" + percent() + "%)";
  }
}
