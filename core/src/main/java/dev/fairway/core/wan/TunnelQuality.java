package dev.fairway.core.wan;

import java.time.Duration;

/**
 * The last measurement on a tunnel: latency, jitter and loss.
 *
 * @param latency one measurement's delay as the fabric reports it, not negative
 * @param jitter the spread of that delay, not negative
 * @param lossPartsPerMillion lost packets of a million, 0 to 1,000,000
 */
public record TunnelQuality(Duration latency, Duration jitter, int lossPartsPerMillion) {

  /** Refuses values out of range. */
  public TunnelQuality {
    if (latency.isNegative() || jitter.isNegative()) {
      throw new IllegalArgumentException("latency " + latency + ", jitter " + jitter);
    }
    if (lossPartsPerMillion < 0 || lossPartsPerMillion > 1_000_000) {
      throw new IllegalArgumentException("loss of " + lossPartsPerMillion + " parts per million");
    }
  }
}
