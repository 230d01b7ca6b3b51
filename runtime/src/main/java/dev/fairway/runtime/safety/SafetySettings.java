package dev.fairway.runtime.safety;

import java.time.Duration;

/**
 * The limits of what may be taken from addresses, and given to them, without a reason that was seen
 * or an approval. Each relates to the window: what was lost or gained within it counts together.
 *
 * @param maxLostShare the largest share of all addresses with a rule, and of all declarations, that
 *     may be lost, in percent, 0 to 100; 100: no limit for the cluster
 * @param minAddressPorts where there were fewer addresses, declarations or address-ports than this
 *     within the window, their share is not judged; 1 or more
 * @param retention how long an address that is missing without a reason keeps its rules
 * @param holdFor how long it keeps them where its Service fell below half or to none; not shorter
 *     than the retention, nor longer than {@link #LONGEST_HOLD}
 * @param window the time within which losses and gains are counted together; longer than zero
 * @param maxGain how much new or changed declarations may add, in percent of the address-ports of
 *     the others; 0 to {@link #NO_GAIN_LIMIT}
 */
public record SafetySettings(
    int maxLostShare,
    int minAddressPorts,
    Duration retention,
    Duration holdFor,
    Duration window,
    int maxGain) {

  /** The longest time in which the limit of the cluster holds an address that nobody has. */
  public static final Duration LONGEST_HOLD = Duration.ofHours(1);

  /** The share from which on gains are not limited. */
  public static final int NO_GAIN_LIMIT = 1_000_000;

  private static final int ALL = 100;

  /** 30 % of 20 or more; a minute, ten where most of a Service is gone; gains of 50 %. */
  public static final SafetySettings DEFAULTS =
      new SafetySettings(
          30, 20, Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(10), 50);

  /** No limit at all: what is asked for is done at once. */
  public static final SafetySettings OFF =
      new SafetySettings(
          ALL, 1, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(10), NO_GAIN_LIMIT);

  /** Refuses shares that are none, and limits that contradict each other. */
  public SafetySettings {
    require(
        maxLostShare >= 0 && maxLostShare <= ALL,
        "maxLostShare " + maxLostShare + "%, not 0% to 100%");
    require(minAddressPorts >= 1, "minAddressPorts " + minAddressPorts + ", not 1 or more");
    require(!retention.isNegative(), "retention " + retention + " is negative");
    require(
        holdFor.compareTo(retention) >= 0,
        "holdFor " + holdFor + " is shorter than retention " + retention);
    require(holdFor.compareTo(LONGEST_HOLD) <= 0, "holdFor " + holdFor + " is longer than an hour");
    require(!window.isNegative() && !window.isZero(), "window " + window + ", not longer than 0");
    require(
        maxGain >= 0 && maxGain <= NO_GAIN_LIMIT,
        "maxGain " + maxGain + "%, not 0% to " + NO_GAIN_LIMIT + "%");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** True where the cluster as a whole may lose anything. */
  boolean clusterMayLoseAll() {
    return maxLostShare == ALL;
  }

  /** True where what remains of a peak is too little. */
  boolean forbids(long peak, long remaining) {
    return peak >= minAddressPorts && (peak - remaining) * ALL > peak * maxLostShare;
  }

  /** True where so many new address-ports beside so many others are too many. */
  boolean forbidsGain(long others, long gained) {
    return maxGain < NO_GAIN_LIMIT && others >= minAddressPorts && gained * ALL > others * maxGain;
  }
}
