package dev.fairway.core.translate;

import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Treatment;
import java.util.Comparator;

/**
 * The rank of a claim, which decides the order of rules where one packet matches several: a port
 * before all ports, then a treatment without fallback before one with, then the text of the
 * treatment. Claims of equal rank have equal treatments, so their rules need no order.
 *
 * @param allPorts true for a claim on all ports
 * @param treatment the declared treatment
 */
record Rank(boolean allPorts, Treatment treatment) implements Comparable<Rank> {

  /** The order without the text of the treatment. */
  static final Comparator<Rank> WITHOUT_TEXT =
      Comparator.comparing(Rank::allPorts).thenComparing(Rank::mayFallBack);

  private static final Comparator<Rank> ORDER = WITHOUT_TEXT.thenComparing(Rank::treatment);

  private boolean mayFallBack() {
    return treatment.steer().map(steer -> steer.fallback() == Fallback.ANY).orElse(true);
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }

  /** The rank as text, as in the key of a rule. */
  String text() {
    return (allPorts ? "all-ports" : "port") + "/" + (mayFallBack() ? "any" : "none");
  }
}
