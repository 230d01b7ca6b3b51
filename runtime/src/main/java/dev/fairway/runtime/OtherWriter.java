package dev.fairway.runtime;

import dev.fairway.core.plan.PolicyWriter;
import java.time.Duration;

/**
 * Another process that writes the policy of the same owner, as this one saw it.
 *
 * @param writer the process
 * @param changes how many changes of it were seen
 * @param firstSeen how long ago the first one was seen
 * @param lastSeen how long ago the last one was seen
 */
public record OtherWriter(PolicyWriter writer, int changes, Duration firstSeen, Duration lastSeen) {

  /** A few words: which process, where, since when, and how often it was seen. */
  public String text() {
    return writer.text()
        + ", seen to write "
        + (changes == 1 ? "once, " : changes + " times since ")
        + firstSeen.toSeconds()
        + " s ago"
        + (changes == 1 ? "" : ", last " + lastSeen.toSeconds() + " s ago");
  }
}
